package org.truckee.web.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truckee.platform.OwnerFiles;

/**
 * Files of lines, one for each day of UTC, {@code audit-2026-11-29.jsonl}. A file goes when its
 * whole day is longer ago than the time for which it is kept. A line that a power cut left half
 * written is ended before the next one. Blocks; one thread at a time.
 */
public final class DailyFiles {
  private static final Pattern NAME = Pattern.compile("audit-(\\d{4}-\\d{2}-\\d{2})\\.jsonl");

  private final Path directory;
  private final Duration keep;
  private final InstantSource clock;

  /** Files in {@code directory}, which is made when it is needed. */
  public DailyFiles(Path directory, Duration keep, InstantSource clock) {
    this.directory = directory;
    this.keep = keep;
    this.clock = clock;
  }

  /** All of them in {@code directory}, the oldest first. */
  public static List<Path> in(Path directory) throws IOException {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "audit-*.jsonl")) {
      List<Path> files = new ArrayList<>();
      for (Path file : all) if (day(file).isPresent()) files.add(file);
      files.sort(null);
      return List.copyOf(files);
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  private static Optional<LocalDate> day(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    try {
      return name.matches() ? Optional.of(LocalDate.parse(name.group(1))) : Optional.empty();
    } catch (DateTimeParseException noDay) {
      return Optional.empty();
    }
  }

  /** Writes each of {@code lines} at the end of the file of its day. */
  void append(List<RecordWriter.Line> lines) throws IOException {
    Map<LocalDate, StringBuilder> days = new LinkedHashMap<>();
    for (RecordWriter.Line line : lines)
      days.computeIfAbsent(day(line.time()), any -> new StringBuilder())
          .append(line.text())
          .append('\n');
    OwnerFiles.directories(directory);
    for (Map.Entry<LocalDate, StringBuilder> day : days.entrySet())
      append(directory.resolve("audit-" + day.getKey() + ".jsonl"), day.getValue().toString());
  }

  private static LocalDate day(Instant time) {
    return time.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static void append(Path file, String text) throws IOException {
    try (FileChannel channel =
        OwnerFiles.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long size = channel.size();
      boolean torn = size > 0 && lastByte(channel, size) != '\n';
      channel.position(size);
      OwnerFiles.fill(channel, file, torn ? "\n" + text : text);
    }
  }

  private static byte lastByte(FileChannel channel, long size) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    channel.read(last, size - 1);
    return last.get(0);
  }

  /** Deletes the files whose days are too long ago. */
  void deleteOld() throws IOException {
    Instant oldest = clock.instant().minus(keep);
    for (Path file : in(directory))
      if (end(file).isBefore(oldest) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
        Files.deleteIfExists(file);
  }

  private static Instant end(Path file) {
    return day(file).orElseThrow().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}

package org.truckee.client.upkeep.entrust;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Secret;
import org.truckee.cap.VerifyCap;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.TextFiles;
import org.truckee.protocol.entrust.CareReportText;
import org.truckee.protocol.entrust.Entrustment;
import org.truckee.protocol.entrust.EntrustmentText;

/**
 * The directory of entrustments: {@code NAME.entrustment} as its owner wrote it, and {@code
 * NAME.report}, the last report that was sent. Blocks; one thread at a time.
 */
final class EntrustmentFiles {
  private static final Logger LOG = LoggerFactory.getLogger(EntrustmentFiles.class);
  private static final String WHOLE = ".entrustment";
  private static final String REPORT = ".report";

  private final Path directory;

  EntrustmentFiles(Path directory) {
    this.directory = directory;
  }

  /** The names of all of them. */
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    if (Files.notExists(directory)) return names;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + WHOLE)) {
      for (Path file : files) {
        String text = file.getFileName().toString();
        names.add(text.substring(0, text.length() - WHOLE.length()));
      }
    }
    return names;
  }

  private Path file(String name, String kind) {
    return directory.resolve(name + kind);
  }

  /** The whole one of that name. */
  Entrustment read(String name) throws IOException {
    return EntrustmentText.read(TextFiles.read(file(name, WHOLE)));
  }

  /** The secret that the one of that name gives for {@code file}, if it does. */
  Optional<Secret> enablerMaster(String name, VerifyCap file) throws IOException {
    String beginning = file.toUri() + " ";
    try (Stream<String> lines = Files.lines(file(name, WHOLE))) {
      return lines
          .filter(line -> line.startsWith(beginning))
          .findFirst()
          .map(line -> Secret.ofBase32(line.substring(beginning.length())));
    }
  }

  /** Keeps {@code text} under that name. */
  void put(String name, String text) throws IOException {
    OwnerFiles.directories(directory);
    OwnerFiles.replace(file(name, WHOLE), text);
  }

  /** Removes the one of that name, and its last report. */
  void remove(String name) throws IOException {
    Files.deleteIfExists(file(name, WHOLE));
    Files.deleteIfExists(file(name, REPORT));
  }

  /** The text of the last report about the one of that name. */
  Optional<String> reportText(String name) throws IOException {
    Path file = file(name, REPORT);
    return Files.exists(file) ? Optional.of(TextFiles.read(file)) : Optional.empty();
  }

  /** The last report about the one of that name; a damaged one counts as none. */
  Optional<CareReportText> report(String name) {
    try {
      return reportText(name).map(CareReportText::read);
    } catch (GridException | IOException damage) {
      LOG.warn("{} is damaged: {}", file(name, REPORT), FailureText.sentence(damage));
      return Optional.empty();
    }
  }

  /** Keeps the text of a report about the one of that name. */
  void putReport(String name, String text) throws IOException {
    OwnerFiles.replace(file(name, REPORT), text);
  }
}

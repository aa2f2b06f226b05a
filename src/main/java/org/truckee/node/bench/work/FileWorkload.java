package org.truckee.node.bench.work;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The main work of {@code truckee bench}: files of three sizes go up and come down again, one at a
 * time, no two of them alike, and each is compared with its original. Large ones are deleted then,
 * so that the disk does not fill, and the system's page cache is not always new memory. Blocks.
 */
final class FileWorkload {
  private static final int MIB = 1 << 20;
  private static final int KIB = 1 << 10;
  private static final int BUFFER = 256 << 10;

  /**
   * The bytes that go through before anything is measured: as many as the JVMs of twelve processes
   * need until they compile no more.
   */
  private static final int WARM_UP_BYTES = 500 * MIB;

  private static final int WARM_UP_SMALL = 1000;

  private final BenchTarget target;
  private final Random contents = new Random();
  private final byte[] buffer = new byte[BUFFER];

  FileWorkload(BenchTarget target) {
    this.target = target;
  }

  /** The seconds that one file took. */
  private record Trip(double up, double down) {}

  /**
   * Does all the work; files of 100 MiB {@code runs} times, smaller ones more often. The smallest
   * come first: otherwise the disk's remaining work for large files would count with them.
   */
  List<Measurement> run(int runs) throws IOException {
    for (int i = 0; i < WARM_UP_SMALL; i++) trip(new byte[KIB]);
    List<Trip> small = trips(40 * runs, KIB);
    for (int sent = 0; sent < WARM_UP_BYTES; sent += 50 * MIB) trip(new byte[50 * MIB]);
    List<Trip> large = trips(runs, 100 * MIB);
    List<Trip> middle = trips(3 * runs, 10 * MIB);
    List<Measurement> figures = new ArrayList<>();
    figures.add(speed("upload_100MiB_mibps", 100, large.stream().mapToDouble(Trip::up).toArray()));
    figures.add(
        speed("download_100MiB_mibps", 100, large.stream().mapToDouble(Trip::down).toArray()));
    figures.add(speed("upload_10MiB_mibps", 10, middle.stream().mapToDouble(Trip::up).toArray()));
    figures.add(
        speed("download_10MiB_mibps", 10, middle.stream().mapToDouble(Trip::down).toArray()));
    figures.add(millis("put_1KiB_ms", small.stream().mapToDouble(Trip::up).toArray()));
    figures.add(millis("get_1KiB_ms", small.stream().mapToDouble(Trip::down).toArray()));
    return figures;
  }

  private static Measurement speed(String name, int mib, double[] seconds) {
    return new Measurement(name, Arrays.stream(seconds).map(taken -> mib / taken).toArray());
  }

  private static Measurement millis(String name, double[] seconds) {
    return new Measurement(name, Arrays.stream(seconds).map(taken -> 1000 * taken).toArray());
  }

  private List<Trip> trips(int count, int size) throws IOException {
    byte[] file = new byte[size];
    List<Trip> trips = new ArrayList<>();
    for (int i = 0; i < count; i++) trips.add(trip(file));
    return trips;
  }

  private Trip trip(byte[] file) throws IOException {
    contents.nextBytes(file);
    long start = System.nanoTime();
    String cap = put(file);
    long stored = System.nanoTime();
    get(cap, file);
    long back = System.nanoTime();
    if (file.length >= MIB) target.forgetFiles();
    return new Trip((stored - start) / 1e9, (back - stored) / 1e9);
  }

  private String put(byte[] file) throws IOException {
    HttpURLConnection http = open("/uri");
    http.setRequestMethod("PUT");
    http.setDoOutput(true);
    http.setFixedLengthStreamingMode(file.length);
    try (OutputStream out = http.getOutputStream()) {
      for (int sent = 0; sent < file.length; sent += BUFFER)
        out.write(file, sent, Math.min(BUFFER, file.length - sent));
    }
    try (InputStream in = http.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private void get(String cap, byte[] file) throws IOException {
    int read = 0;
    try (InputStream in = open("/uri/" + cap.replace(":", "%3A")).getInputStream()) {
      for (int part = in.read(buffer); part >= 0; part = in.read(buffer)) {
        if (!Arrays.equals(buffer, 0, part, file, read, read + part))
          throw new IOException("the file that came back differs near byte " + read);
        read += part;
      }
    }
    if (read != file.length) throw new IOException(read + " of " + file.length + " bytes came");
  }

  private HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) target.gateway().resolve(path).toURL().openConnection();
  }
}

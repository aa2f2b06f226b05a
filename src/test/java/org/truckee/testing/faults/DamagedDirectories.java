package org.truckee.testing.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.dirnode.ForgedEntries;
import org.truckee.dirnode.vdrive.VdriveEntry;
import org.truckee.protocol.vdrive.VdriveChange;
import org.truckee.protocol.vdrive.VdriveWrite;
import org.truckee.testing.grid.TestVdrive;
import org.truckee.testing.http.WebPort;

/**
 * Directories into which somebody wrote what is no entry. Each has {@code sound} entries beside
 * {@code half}, {@code noted}, {@code broken}, {@code cap}, {@code ..}, {@code a/b} and one without
 * a name.
 */
public final class DamagedDirectories {
  /** The target of every sound entry: a file that says "hello". */
  public static final String READ = "URI:LIT:nbswy3dp";

  private DamagedDirectories() {}

  /** One that {@code vdrive} keeps; the capability to change it. */
  public static String on(TestVdrive vdrive) {
    VdriveWriteCap cap = vdrive.makeRoot();
    ForgedEntries forged = new ForgedEntries(cap);
    for (VdriveEntry entry :
        List.of(
            forged.of("sound", "sound", READ, "{}"),
            forged.unsealed("a"),
            forged.of("b", "elsewhere", READ, "{}"),
            forged.of("noted", "noted", READ, "{\"x\": NaN, \"tahoe\": {\"linkmotime\": NaN}}"),
            forged.of("broken", "broken", READ, "not json"),
            forged.of("half", "half"),
            forged.of("cap", "cap", "URI:CHK:nonsense", "{}"),
            forged.of("..", "..", READ, "{}"),
            forged.of("", "", READ, "{}"),
            forged.of("a/b", "a/b", READ, "{}"))) {
      VdriveWrite step =
          new VdriveWrite(
              List.of(),
              List.of(new VdriveChange(cap.verifyCap().orElseThrow().storageIndex(), entry)));
      assertThat(vdrive.run(() -> vdrive.newClient().write(step))).isEmpty();
    }
    return cap.toUri();
  }

  /** One in a mutable file that {@code web} takes; the capability to change it. */
  public static String mutable(WebPort web) {
    String file = web.send("PUT", "/uri?format=SDMF", table()).text();
    return file.replace("URI:SSK:", "URI:DIR2:");
  }

  /** One in a file that never changes, and that {@code web} takes. */
  public static String immutable(WebPort web) {
    return web.send("PUT", "/uri", table()).text().replace("URI:CHK:", "URI:DIR2-CHK:");
  }

  private static byte[] table() {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    table.writeBytes(entry("sound", READ, "", "{}"));
    table.writeBytes(entry());
    table.writeBytes(entry("half", READ));
    table.writeBytes(entry("noted", READ, "", "{\"x\": NaN, \"tahoe\": {\"linkmotime\": NaN}}"));
    table.writeBytes(entry("broken", READ, "", "not json"));
    table.writeBytes(entry("cap", "URI:CHK:nonsense", "", "{}"));
    table.writeBytes(entry("..", READ, "", "{}"));
    table.writeBytes(entry("", READ, "", "{}"));
    table.writeBytes(entry("a/b", READ, "", "{}"));
    table.writeBytes("55:this breaks off".getBytes(StandardCharsets.UTF_8));
    return table.toByteArray();
  }

  private static byte[] entry(String... parts) {
    Bytes entry = Bytes.EMPTY;
    for (String part : parts) entry = Bytes.concat(entry, Netstring.of(Bytes.utf8(part)));
    return Netstring.of(entry).toArray();
  }
}

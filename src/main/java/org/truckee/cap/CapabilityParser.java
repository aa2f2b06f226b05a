package org.truckee.cap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.crypto.StorageIndex;

/** Reads the text form of every kind of capability. */
final class CapabilityParser {
  /** The longest text that is parsed: longer than any that this or an older version makes. */
  static final int MAX_LENGTH = 16 << 10;

  private static final Map<String, Function<Fields, Capability>> KINDS = new HashMap<>();

  static {
    KINDS.put(ChkReadCap.PREFIX, CapabilityParser::chk);
    KINDS.put(ChkVerifyCap.PREFIX, CapabilityParser::chkVerifier);
    KINDS.put(LitCap.PREFIX, fields -> new LitCap(fields.only()));
    KINDS.put(VdriveWriteCap.PREFIX, fields -> new VdriveWriteCap(fields.only()));
    KINDS.put(VdriveReadCap.PREFIX, CapabilityParser::vdrive);
    KINDS.put(VdriveVerifyCap.PREFIX, fields -> new VdriveVerifyCap(fields.only().bytes()));
    for (MutableFormat format : MutableFormat.values()) {
      KINDS.put(
          format.filePrefix(""), f -> new MutableWriteCap(format, f.secret(0), f.hash(format)));
      KINDS.put(
          format.filePrefix("-RO"), f -> new MutableReadCap(format, f.secret(0), f.hash(format)));
      KINDS.put(
          format.filePrefix("-Verifier"),
          f -> new MutableVerifyCap(format, f.storageIndex(), f.hash(format)));
    }
    Map<String, Function<Fields, Capability>> files = Map.copyOf(KINDS);
    DirectoryText.NAMES.forEach(
        (file, directory) ->
            KINDS.put(directory, fields -> directory(files.get(file).apply(fields))));
  }

  private CapabilityParser() {}

  static Capability parse(String text) {
    if (text.length() > MAX_LENGTH) throw bad("it has more than " + MAX_LENGTH + " characters");
    boolean immutable = text.startsWith("imm.");
    boolean readOnly = immutable || text.startsWith("ro.");
    String uri = text.substring(immutable ? 4 : readOnly ? 3 : 0);
    Optional<Capability> known = known(uri);
    if (known.isEmpty() && uri.startsWith("URI:") && uri.indexOf(':', 4) < 0)
      throw bad("it breaks off");
    if (known.isEmpty()) return new UnknownCap(text);
    if (readOnly && known.get() instanceof WriteCap)
      throw bad("it is marked as read-only and can write");
    if (immutable && known.get().isMutable())
      throw bad("it is marked as immutable and names something mutable");
    return known.get();
  }

  private static Optional<Capability> known(String uri) {
    int end = uri.startsWith("URI:") ? uri.indexOf(':', 4) + 1 : 0;
    Function<Fields, Capability> kind = KINDS.get(uri.substring(0, end));
    if (kind == null) return Optional.empty();
    try {
      return Optional.of(kind.apply(new Fields(uri.substring(end).split(":", -1))));
    } catch (IllegalArgumentException e) {
      throw new GridException(
          GridException.Kind.BAD_CAP,
          "malformed capability (" + uri.substring(0, end - 1) + "): " + FailureText.sentence(e),
          e);
    }
  }

  private static Capability chk(Fields fields) {
    fields.count(5);
    return new ChkReadCap(
        fields.secret(0),
        fields.bytes(1),
        fields.count(2, 256),
        fields.count(3, 256),
        fields.size(4));
  }

  private static Capability chkVerifier(Fields fields) {
    fields.count(5);
    return new ChkVerifyCap(
        fields.storageIndex(),
        fields.bytes(1),
        fields.count(2, 256),
        fields.count(3, 256),
        fields.size(4));
  }

  private static Capability vdrive(Fields fields) {
    fields.count(2);
    return new VdriveReadCap(fields.secret(0), new VdriveVerifyCap(fields.bytes(1)));
  }

  private static Capability directory(Capability file) {
    if (file instanceof MutableWriteCap write) return new DirectoryWriteCap(write);
    return file instanceof ReadCap read
        ? new DirectoryReadCap(read)
        : new DirectoryVerifyCap((VerifyCap) file);
  }

  private static GridException bad(String reason) {
    return new GridException(GridException.Kind.BAD_CAP, "malformed capability: " + reason);
  }

  /**
   * The texts between the colons after the kind. Complaints name a field by its place, never by
   * what it holds.
   */
  private record Fields(String[] texts) {
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,18}");

    void count(int expected) {
      if (texts.length != expected) {
        throw new IllegalArgumentException(
            expected + " fields expected, " + texts.length + " found");
      }
    }

    Secret only() {
      count(1);
      return secret(0);
    }

    Secret secret(int index) {
      return new Secret(bytes(index));
    }

    StorageIndex storageIndex() {
      return new StorageIndex(bytes(0));
    }

    /**
     * The second and last field; fields that other versions add after it to an MDMF capability are
     * ignored.
     */
    Bytes hash(MutableFormat format) {
      if (format == MutableFormat.SDMF) count(2);
      return bytes(1);
    }

    Bytes bytes(int index) {
      if (index >= texts.length) throw new IllegalArgumentException("it breaks off");
      return Bytes.ofBase32(texts[index]);
    }

    int count(int index, int max) {
      long value = size(index);
      if (value < 1 || value > max)
        throw new IllegalArgumentException("share counts are 1 to " + max);
      return (int) value;
    }

    long size(int index) {
      if (!SIZE.matcher(texts[index]).matches())
        throw new IllegalArgumentException("field " + (index + 1) + " is no size");
      return Long.parseLong(texts[index]);
    }
  }
}

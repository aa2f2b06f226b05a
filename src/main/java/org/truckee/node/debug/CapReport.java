package org.truckee.node.debug;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;
import org.truckee.cap.Capability;
import org.truckee.cap.ChkReadCap;
import org.truckee.cap.ChkVerifyCap;
import org.truckee.cap.DirectoryReadCap;
import org.truckee.cap.DirectoryVerifyCap;
import org.truckee.cap.DirectoryWriteCap;
import org.truckee.cap.LitCap;
import org.truckee.cap.MutableReadCap;
import org.truckee.cap.MutableVerifyCap;
import org.truckee.cap.MutableWriteCap;
import org.truckee.cap.UnknownCap;
import org.truckee.cap.VdriveReadCap;
import org.truckee.cap.VdriveVerifyCap;
import org.truckee.cap.VdriveWriteCap;
import org.truckee.cli.session.Quoting;
import org.truckee.crypto.LeaseSecrets;
import org.truckee.crypto.StorageIndex;
import org.truckee.crypto.Tag;

/**
 * The lines about the parts of a capability, as Tahoe words them; with a server's id and a client's
 * secret, also the secrets that the two share about its shares.
 */
record CapReport(Optional<Bytes> serverId, Optional<Secret> clientSecret) {
  /** The lines for {@code cap}. */
  List<String> of(Capability cap) {
    List<String> lines = new ArrayList<>();
    lines.add(title(cap) + ":");
    describe(cap, lines);
    return lines;
  }

  private static String title(Capability cap) {
    if (cap instanceof ChkReadCap) return "CHK File";
    if (cap instanceof ChkVerifyCap) return "CHK Verifier URI";
    if (cap instanceof LitCap) return "Literal File URI";
    if (cap instanceof MutableWriteCap c) return c.format() + " Writeable URI";
    if (cap instanceof MutableReadCap c) return c.format() + " Read-only URI";
    if (cap instanceof MutableVerifyCap c) return c.format() + " Verifier URI";
    if (cap instanceof DirectoryReadCap c && c.file() instanceof ChkReadCap)
      return "CHK Directory URI";
    if (cap instanceof DirectoryReadCap c && c.file() instanceof LitCap)
      return "Literal Directory URI";
    if (cap instanceof DirectoryVerifyCap c && c.file() instanceof ChkVerifyCap)
      return "CHK Directory Verifier URI";
    if (cap instanceof DirectoryWriteCap || cap instanceof VdriveWriteCap)
      return "Directory Writeable URI";
    if (cap instanceof DirectoryReadCap || cap instanceof VdriveReadCap)
      return "Directory Read-only URI";
    return cap instanceof UnknownCap ? "unknown cap type" : "Directory Verifier URI";
  }

  private void describe(Capability cap, List<String> lines) {
    if (cap instanceof DirectoryWriteCap directory) describe(directory.file(), lines);
    else if (cap instanceof DirectoryReadCap directory) describe(directory.file(), lines);
    else if (cap instanceof DirectoryVerifyCap directory) describe(directory.file(), lines);
    else if (cap instanceof LitCap lit)
      lines.add(" data: " + Quoting.quoted(lit.contents().bytes().toUtf8()));
    else if (cap instanceof ChkReadCap chk) describeChk(chk, lines);
    else if (cap instanceof ChkVerifyCap chk) lines.addAll(chkFields(chk));
    else if (cap instanceof VdriveWriteCap || cap instanceof VdriveReadCap)
      describeVdrive(cap, lines);
    else if (cap instanceof VdriveVerifyCap verify) lines.add(" key hash: " + verify.keyHash());
    else describeMutable(cap, lines);
  }

  private void describeChk(ChkReadCap chk, List<String> lines) {
    lines.add(" key: " + chk.key().reveal());
    lines.addAll(chkFields(chk.toVerifyCap()));
    addLeaseSecrets(chk.storageIndex(), lines);
  }

  private static List<String> chkFields(ChkVerifyCap chk) {
    return List.of(
        " UEB hash: " + chk.uebHash(),
        " size: " + chk.size(),
        " k/N: " + chk.needed() + "/" + chk.total(),
        " storage index: " + chk.storageIndex());
  }

  private void describeMutable(Capability cap, List<String> lines) {
    if (cap instanceof MutableWriteCap write) {
      lines.add(" writekey: " + write.writeKey().reveal());
      describeMutable(write.toReadCap(), lines);
      serverId.ifPresent(id -> lines.add(" write_enabler: " + writeEnabler(write, id)));
      addLeaseSecrets(write.toReadCap().toVerifyCap().storageIndex(), lines);
    } else if (cap instanceof MutableReadCap read) {
      lines.add(" readkey: " + read.readKey().reveal());
      describeMutable(read.toVerifyCap(), lines);
    } else if (cap instanceof MutableVerifyCap verify) {
      lines.add(" storage index: " + verify.storageIndex());
      lines.add(" fingerprint: " + verify.fingerprint());
    }
  }

  private static Bytes writeEnabler(MutableWriteCap write, Bytes serverId) {
    return Tag.WRITE_ENABLER.hash(write.writeEnablerMaster().bytes(), serverId);
  }

  private static void describeVdrive(Capability cap, List<String> lines) {
    if (cap instanceof VdriveWriteCap write) {
      lines.add(" writekey: " + write.writeKey().reveal());
      describeVdrive(write.toReadCap(), lines);
    } else if (cap instanceof VdriveReadCap read) {
      lines.add(" readkey: " + read.readKey().reveal());
      lines.add(" key hash: " + read.verify().keyHash());
    }
  }

  private void addLeaseSecrets(StorageIndex storageIndex, List<String> lines) {
    if (serverId.isEmpty() || clientSecret.isEmpty()) return;
    LeaseSecrets secrets = LeaseSecrets.derive(clientSecret.get(), storageIndex, serverId.get());
    lines.add(" lease renewal secret: " + secrets.renew().reveal());
    lines.add(" lease cancel secret: " + secrets.cancel().reveal());
  }
}

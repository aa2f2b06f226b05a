package org.truckee.node.account;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.function.UnaryOperator;
import org.truckee.GridException;
import org.truckee.Subject;
import org.truckee.bytes.Bytes;
import org.truckee.crypto.Ed25519SigningKey;
import org.truckee.platform.OwnerFiles;
import org.truckee.platform.TextFiles;
import org.truckee.protocol.account.Admission;
import org.truckee.protocol.account.MemberAccount;

/**
 * The files of an operator in a node's directory: the key in {@code private/accounts.key} and the
 * register in {@code private/accounts.json}, each made when it is first needed, and {@code
 * accounts.list} for servers, which is written anew with each change. Commands work on them one
 * after the other, whether a node runs there or not. Blocks.
 */
record AccountOffice(Path directory, SecureRandom random) {
  /** The name of the list for servers. */
  static final String LIST = "accounts.list";

  private Path secrets() {
    return directory.resolve("private");
  }

  private Path registerFile() {
    return secrets().resolve("accounts.json");
  }

  /** The list for servers. */
  Path list() {
    return directory.resolve(LIST);
  }

  /** The operator's key; a new one if {@code mayMake}, and there is none. */
  private Ed25519SigningKey key(boolean mayMake) throws IOException {
    Path file = secrets().resolve("accounts.key");
    if (Files.notExists(file)) {
      if (!mayMake)
        throw bad(file, "is missing: truckee account create makes the first account", null);
      OwnerFiles.replace(file, Ed25519SigningKey.generate(random).reveal() + "\n");
    }
    try {
      return Ed25519SigningKey.parse(TextFiles.read(file).strip());
    } catch (IllegalArgumentException e) {
      throw bad(file, "does not hold the key of an operator", e);
    }
  }

  /** The register as it is. */
  AccountRegister register() throws IOException {
    if (Files.notExists(registerFile())) return AccountRegister.EMPTY;
    try {
      return AccountRegister.parse(TextFiles.read(registerFile()));
    } catch (IllegalArgumentException e) {
      throw bad(registerFile(), "is damaged: bring it back from a copy", e);
    }
  }

  /** Makes {@code change} last, and tells servers of it; returns the register afterwards. */
  AccountRegister change(boolean first, UnaryOperator<AccountRegister> change) throws IOException {
    requireDirectory();
    try (FileChannel file =
            OwnerFiles.open(
                secrets().resolve("accounts.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock turn = file.lock()) {
      if (!turn.isValid()) throw new IOException("the turn of this command is over");
      Ed25519SigningKey key = key(first && Files.notExists(registerFile()));
      AccountRegister after = change.apply(register());
      OwnerFiles.replace(registerFile(), after.toJson());
      OwnerFiles.replace(list(), after.list().signed(key));
      return after;
    }
  }

  private void requireDirectory() {
    if (!Files.isDirectory(secrets()))
      throw bad(directory, "holds no node: make one first (see truckee create-introducer)", null);
  }

  /** What the member of {@code account} puts into a gateway's {@code private/account}. */
  MemberAccount member(RegisteredAccount account) throws IOException {
    Ed25519SigningKey key = key(false);
    return new MemberAccount(key.verifyingKey(), account.token().signed(key));
  }

  /** The word for the server whose key has the hash {@code spkiHash}. */
  Admission admit(Bytes spkiHash) throws IOException {
    return Admission.of(key(false), spkiHash);
  }

  private static GridException bad(Path file, String reason, Throwable cause) {
    return new GridException(GridException.Kind.BAD_CONFIG, Subject.named(file), reason, cause);
  }
}

package org.truckee.crypto;

import java.nio.charset.StandardCharsets;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Netstring;

/**
 * The purposes that Tahoe hashes for. Each has a tag of its own, so that a hash made for one
 * purpose never passes for another: {@code SHA256d(netstring(tag) || value)}, or for a pair {@code
 * SHA256d(netstring(tag) || netstring(a) || netstring(b))}, cut to {@link #size} bytes. SHA256d(x)
 * is SHA-256(SHA-256(x)). The client's lease secrets turn the arguments around: there the secret is
 * the tag, and these texts are the value.
 */
public enum Tag {
  /** From a file's encryption key to the storage index of its shares. */
  STORAGE_INDEX("allmydata_immutable_key_to_storage_index_v1", 16),
  /** Of one block of a share. */
  BLOCK("allmydata_encoded_subshare_v1", 32),
  /** Of the URI extension block. */
  UEB("allmydata_uri_extension_v1", 32),
  /** Of a file's whole plaintext. */
  PLAINTEXT("allmydata_plaintext_v1", 32),
  /** Of a file's whole ciphertext. */
  CIPHERTEXT("allmydata_crypttext_v1", 32),
  /** Of one segment of ciphertext. */
  CIPHERTEXT_SEGMENT("allmydata_crypttext_segment_v1", 32),
  /** Of one segment of plaintext. */
  PLAINTEXT_SEGMENT("allmydata_plaintext_segment_v1", 32),
  /** The value of a client's master renewal secret; its tag is the node's secret. */
  CLIENT_RENEWAL("allmydata_client_renewal_secret_v1", 32),
  /** The value of a client's master cancel secret; its tag is the node's secret. */
  CLIENT_CANCEL("allmydata_client_cancel_secret_v1", 32),
  /** Of the master renewal secret and a storage index. */
  FILE_RENEWAL("allmydata_file_renewal_secret_v1", 32),
  /** Of the master cancel secret and a storage index. */
  FILE_CANCEL("allmydata_file_cancel_secret_v1", 32),
  /** Of a file's renewal secret and a server's TubID. */
  BUCKET_RENEWAL("allmydata_bucket_renewal_secret_v1", 32),
  /** Of a file's cancel secret and a server's TubID. */
  BUCKET_CANCEL("allmydata_bucket_cancel_secret_v1", 32),
  /** From a mutable file's private key (PKCS#8 DER) to its write key. */
  MUTABLE_WRITE_KEY("allmydata_mutable_privkey_to_writekey_v1", 16),
  /** From a write key to the master of its write enablers. */
  WRITE_ENABLER_MASTER("allmydata_mutable_writekey_to_write_enabler_master_v1", 32),
  /** Of the master and a server's TubID. */
  WRITE_ENABLER("allmydata_mutable_write_enabler_master_and_nodeid_to_write_enabler_v1", 32),
  /** From a mutable file's public key (SubjectPublicKeyInfo DER) to its fingerprint. */
  FINGERPRINT("allmydata_mutable_pubkey_to_fingerprint_v1", 32),
  /** From a write key to the read key. */
  MUTABLE_READ_KEY("allmydata_mutable_writekey_to_readkey_v1", 16),
  /** Of a salt and the read key, to the key of the data. */
  MUTABLE_DATA_KEY("allmydata_mutable_readkey_to_datakey_v1", 16),
  /** From a read key to the storage index. */
  MUTABLE_STORAGE_INDEX("allmydata_mutable_readkey_to_storage_index_v1", 16),
  /**
   * Of a salt and a directory's write key, to the key that a child's write capability is sealed
   * with.
   */
  CHILD_WRITE_CAP_KEY("allmydata_mutable_writekey_and_salt_to_dirnode_child_capkey_v1", 16),
  /** From a child's write capability to the salt that it is sealed with. */
  CHILD_SALT("allmydata_dirnode_child_rwcap_to_salt_v1", 16),
  /** From a vdrive directory's write key to the seed of its signing key. */
  VDRIVE_SIGNING_KEY("truckee_vdrive_writekey_to_signing_seed_v1", 32),
  /** From a vdrive directory's write key to its read key. */
  VDRIVE_READ_KEY("truckee_vdrive_writekey_to_readkey_v1", 32),
  /** From a vdrive directory's write key to the key that write capabilities are sealed with. */
  VDRIVE_WRITE_CAP_KEY("truckee_vdrive_writekey_to_child_writecap_key_v1", 32),
  /** From a vdrive directory's read key to the key that names are hidden with. */
  VDRIVE_NAME_KEY("truckee_vdrive_readkey_to_name_key_v1", 32),
  /** From a vdrive directory's read key to the key that children are sealed with. */
  VDRIVE_CHILD_KEY("truckee_vdrive_readkey_to_child_key_v1", 32),
  /** From a vdrive directory's verifying key to its key hash. */
  VDRIVE_KEY_HASH("truckee_vdrive_verifying_key_to_key_hash_v1", 32),
  /** From a vdrive directory's key hash to its address. */
  VDRIVE_STORAGE_INDEX("truckee_vdrive_key_hash_to_storage_index_v1", 16),
  /** Of an entry of a vdrive directory, as it was signed and under its signature. */
  VDRIVE_ENTRY("truckee_vdrive_entry_digest_v1", 32),
  /** Of a gateway's note of an entry of a vdrive directory. */
  VDRIVE_NOTED("truckee_vdrive_noted_entry_v1", 32),
  /** From a node's secret to the key that seals its key pairs of mutable files that are to come. */
  KEPT_KEY_PAIR("truckee_node_secret_to_kept_key_pair_key_v1", 32),
  /** Of the names and capabilities in a directory that is backed up. */
  BACKED_UP_DIRECTORY("allmydata_backupdb_dirhash_v1", 32),
  /** Of two nodes of a hash tree, to their parent. */
  TREE_PAIR("Merkle tree internal node", 32),
  /** Of a leaf's number, for the leaves that fill a hash tree's last row. */
  TREE_EMPTY_LEAF("Merkle tree empty leaf", 32);

  private final Bytes text;
  private final Bytes prefix;
  private final int size;

  Tag(String text, int size) {
    this.text = Bytes.wrap(text.getBytes(StandardCharsets.US_ASCII));
    this.prefix = Netstring.of(this.text);
    this.size = size;
  }

  /** The tag itself. */
  public Bytes text() {
    return text;
  }

  /** The bytes of a hash for this purpose: 32, or 16 for a key or an index. */
  public int size() {
    return size;
  }

  /** A hash for this purpose over bytes that come piece by piece. */
  public TaggedHasher hasher() {
    return TaggedHasher.startingWith(prefix, size);
  }

  /** The hash of {@code value}. */
  public Bytes hash(Bytes value) {
    return hasher().update(value).digest();
  }

  /** The hash of {@code length} bytes of {@code array} from {@code offset}. */
  public Bytes hash(byte[] array, int offset, int length) {
    return hasher().update(array, offset, length).digest();
  }

  /** The hash of two values. */
  public Bytes hash(Bytes a, Bytes b) {
    return hasher().update(Netstring.of(a)).update(Netstring.of(b)).digest();
  }
}

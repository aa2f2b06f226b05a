package org.truckee.vdrive.postgres;

/**
 * The questions and changes that a vdrive server sends. Lists come as one array for each column, so
 * that a statement is the same whatever a step has.
 */
final class PostgresSql {
  /** A page holds this many bytes of entries at most, and one entry more. */
  private static final int PAGE_SIZE = 1 << 20;

  /** The number of directories, and of names in them that were not removed. */
  static final String KEPT =
      "SELECT count(*), coalesce(sum(total - removed), 0)::bigint FROM vdrive_directory";

  /** The key, number of entries and tag of the directory $1. */
  static final String HEAD = "SELECT key, total, tag FROM vdrive_directory WHERE address = $1";

  /** The same with the entry in slot $2, which may be none. */
  static final String GET =
      "SELECT d.key, d.total, d.tag, e.body, e.slot FROM vdrive_directory AS d"
          + " LEFT JOIN vdrive_entry AS e ON e.address = d.address AND e.slot = $2"
          + " WHERE d.address = $1";

  /**
   * The same with the entries after slot $2, at most $3, in their order; those that a page has no
   * room for come without their bodies.
   */
  static final String PAGE =
      "SELECT d.key, d.total, d.tag, p.body, p.slot FROM vdrive_directory AS d"
          + " LEFT JOIN LATERAL (SELECT n.slot,"
          + " CASE WHEN n.before < "
          + PAGE_SIZE
          + " THEN n.body END AS body FROM (SELECT m.slot, m.body,"
          + " sum(octet_length(m.body)) OVER (ORDER BY m.slot ROWS UNBOUNDED PRECEDING)"
          + " - octet_length(m.body) AS before FROM (SELECT slot, body FROM vdrive_entry"
          + " WHERE address = d.address AND slot > $2 ORDER BY slot LIMIT $3) AS m) AS n) AS p"
          + " ON true WHERE d.address = $1 ORDER BY p.slot";

  /** Makes the directories $1 with the keys $2 and the tag $3, unless they are there. */
  static final String MAKE =
      "INSERT INTO vdrive_directory (address, key, tag, total, removed)"
          + " SELECT n.address, n.key, $3::bigint, 0, 0"
          + " FROM unnest($1::bytea[], $2::bytea[]) AS n(address, key) ORDER BY n.address"
          + " ON CONFLICT (address) DO NOTHING";

  /**
   * Keeps all others from changing the directories $1 until the transaction ends, one after the
   * other in the order of addresses, so that two steps never wait for each other.
   */
  static final String LOCK =
      "SELECT address, total, removed,"
          + " (SELECT version FROM truckee_schema WHERE part = 'vdrive')"
          + " FROM vdrive_directory WHERE address = ANY($1::bytea[]) ORDER BY address"
          + " FOR UPDATE OF vdrive_directory";

  private static final String PLACES =
      " FROM unnest($1::bytea[], $2::bytea[]) AS c(address, slot)"
          + " JOIN vdrive_entry AS e ON e.address = c.address AND e.slot = c.slot";

  /** The numbers and sizes of the entries in the directories $1 and slots $2. */
  static final String TAKEN = "SELECT e.address, e.slot, e.sequence, octet_length(e.body)" + PLACES;

  /** The entries themselves. */
  static final String BODIES = "SELECT e.address, e.slot, e.body" + PLACES;

  private static final String UPSERT =
      "INSERT INTO vdrive_entry AS e (address, slot, sequence, body) SELECT address, slot,"
          + " sequence, body FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bytea[])"
          + " AS n(address, slot, sequence, body) ON CONFLICT (address, slot) DO UPDATE"
          + " SET sequence = excluded.sequence, body = excluded.body";

  /** Puts entries in their slots, each after the one before. */
  static final String PUT = UPSERT + " WHERE e.sequence = excluded.sequence - 1";

  /** Puts entries of a backup in their slots, where older ones or none are. */
  static final String BRING_BACK = UPSERT + " WHERE e.sequence < excluded.sequence";

  /** Counts $2 entries and $3 removed ones more in the directories $1, which get the tag $4. */
  static final String GROW =
      "UPDATE vdrive_directory AS d SET total = d.total + g.added,"
          + " removed = d.removed + g.gone, tag = $4::bigint"
          + " FROM unnest($1::bytea[], $2::bigint[], $3::bigint[]) AS g(address, added, gone)"
          + " WHERE d.address = g.address";

  private PostgresSql() {}
}

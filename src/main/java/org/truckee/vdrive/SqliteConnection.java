package org.truckee.vdrive;

import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truckee.FailureText;

/**
 * A connection to the database that outlasts its failures: after a failure the driver has closed
 * its statements, so the connection is closed, and opened anew at the next use. Blocks; one thread
 * at a time.
 */
final class SqliteConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SqliteConnection.class);

  private final VdriveConfig config;
  private SqliteTables tables;
  private String told;

  /** Opens the first connection. */
  SqliteConnection(VdriveConfig config) throws SQLException {
    this.config = config;
    tables();
  }

  /** The tables, through a connection that has not failed. */
  SqliteTables tables() throws SQLException {
    if (tables == null) {
      tables = SqliteTables.open(config.file(), config.limits().durable());
      tables.keepLogBelow(RemovalReserve.logPages(config));
    }
    return tables;
  }

  /** Notes a success: the next failure is news. */
  void succeeded() {
    told = null;
  }

  /** Gives the connection up after {@code failure}; the log is told of each kind once. */
  void giveUp(Throwable failure) {
    String reason = FailureText.sentence(failure);
    if (!reason.equals(told))
      LOG.warn("a connection to the vdrive database failed and is opened anew: {}", reason);
    told = reason;
    try {
      close();
    } catch (SQLException e) {
      LOG.warn("the failed connection can't be closed: {}", FailureText.sentence(e));
    }
  }

  @Override
  public void close() throws SQLException {
    SqliteTables open = tables;
    tables = null;
    if (open != null) open.close();
  }
}

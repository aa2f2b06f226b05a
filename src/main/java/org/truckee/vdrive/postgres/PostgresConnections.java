package org.truckee.vdrive.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;
import org.truckee.bytes.Secret;
import org.truckee.platform.ContextBound;

/**
 * The connections to one database: some for questions, and as many for changes, so that no question
 * waits for those who change the same directory. A connection that ends is opened anew when it is
 * needed.
 *
 * @param readers those for questions
 * @param writers those for changes
 */
record PostgresConnections(Pool readers, Pool writers) {
  private static final int MAX_WAITING = 10_000;
  private static final int CONNECT_MILLIS = 5_000;

  /** The time for a connection, which a database that says nothing does not keep. */
  static final int WAIT_SECONDS = 10;

  /** Longer than anybody waits for an answer: the other end of such a connection may be lost. */
  private static final int SILENT_SECONDS = 35;

  private static final int MOST_MINUTES = 30;
  private static final long END_MILLIS = TimeUnit.SECONDS.toMillis(5);

  /** The connections that {@code config} allows, none of which is open yet. */
  static PostgresConnections of(Vertx vertx, DatabaseConfig config) {
    int half = config.use().connections() / 2;
    return new PostgresConnections(
        pool(vertx, config, config.use().connections() - half), pool(vertx, config, half));
  }

  /**
   * One connection for a change of the tables' form, which may take long. The pool itself waits for
   * it without end, since it would never close after it has given up one that is being made.
   */
  static Pool patient(Vertx vertx, DatabaseConfig config) {
    return pool(vertx, config, new PoolOptions().setMaxSize(1), 0);
  }

  private static Pool pool(Vertx vertx, DatabaseConfig config, int size) {
    PoolOptions options =
        new PoolOptions()
            .setMaxSize(size)
            .setMaxWaitQueueSize(MAX_WAITING)
            .setConnectionTimeout(WAIT_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS)
            .setMaxLifetime(MOST_MINUTES)
            .setMaxLifetimeUnit(TimeUnit.MINUTES);
    return pool(vertx, config, options, SILENT_SECONDS);
  }

  private static Pool pool(
      Vertx vertx, DatabaseConfig config, PoolOptions pool, int silentSeconds) {
    return PgBuilder.pool()
        .using(vertx)
        .connectingTo(() -> Future.succeededFuture(options(config)))
        .with(pool)
        .with(
            new NetClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadIdleTimeout(silentSeconds)
                .setTcpKeepAlive(true))
        .build();
  }

  private static PgConnectOptions options(DatabaseConfig config) {
    DatabaseAddress address = config.address();
    return new PgConnectOptions()
        .setHost(address.host())
        .setPort(address.port())
        .setDatabase(address.database())
        .setUser(address.user())
        .setPassword(config.password().map(PostgresConnections::text).orElse(""))
        // No others: a pooler refuses those that it does not know.
        .setProperties(Map.of("application_name", "truckee", "client_encoding", "utf8"))
        .setCachePreparedStatements(config.use().prepared())
        .setUseLayer7Proxy(!config.use().prepared())
        .setSslMode(SslMode.of(address.tls().mode().toString()))
        .setSslOptions(tls(address.tls()));
  }

  private static String text(Secret password) {
    return password.bytes().toUtf8();
  }

  private static ClientSSLOptions tls(DatabaseAddress.Tls tls) {
    ClientSSLOptions options = new ClientSSLOptions();
    if (!tls.mode().verifies())
      return options.setTrustAll(true).setHostnameVerificationAlgorithm("");
    return options
        .setTrustOptions(
            tls.root()
                .<TrustOptions>map(root -> new PemTrustOptions().addCertPath(root.toString()))
                .orElseGet(PostgresConnections::trustOfTheSystem))
        .setHostnameVerificationAlgorithm(
            tls.mode() == DatabaseAddress.SslMode.VERIFY_FULL ? "HTTPS" : "");
  }

  private static TrustOptions trustOfTheSystem() {
    try {
      TrustManagerFactory system =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      system.init((KeyStore) null);
      return TrustOptions.wrap(system.getTrustManagers()[0]);
    } catch (NoSuchAlgorithmException | KeyStoreException e) {
      throw new IllegalStateException("a JDK without trusted certificates", e);
    }
  }

  /** Ends all of them. */
  Future<Void> close() {
    return Future.join(end(readers), end(writers)).mapEmpty();
  }

  /**
   * Ends the connections of {@code pool}. One that is still being made, and that was given up, may
   * keep the pool from telling that it has ended; it is not waited for.
   */
  static Future<Void> end(Pool pool) {
    return ContextBound.within(END_MILLIS, pool.close()).otherwiseEmpty();
  }
}

package org.truckee.vdrive.postgres;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.truckee.FailureText;
import org.truckee.GridException;
import org.truckee.Subject;

/** The words for a database that can't be used: what is wrong with it, and what to do. */
final class RefusedStart {
  private static final int MAX_CAUSES = 10;
  private static final String PASSWORD_FILE = "put the password into private/vdrive.password";

  private final DatabaseConfig config;
  private final DatabaseAddress address;

  RefusedStart(DatabaseConfig config) {
    this.config = config;
    this.address = config.address();
  }

  /** The failure that names the key of the configuration. */
  GridException of(Throwable failure) {
    List<String> reasons =
        failure instanceof GridException ours
            ? FailureText.clauses("names " + address, ours)
            : reasons(failure);
    return new GridException(
        GridException.Kind.BAD_CONFIG, Subject.named(config.key()), reasons, failure);
  }

  private List<String> reasons(Throwable failure) {
    if (failure instanceof PgException told) return told(told);
    if (config.password().isEmpty() && FailureText.says(failure, "password"))
      return because("it asks for a password", PASSWORD_FILE);
    if (FailureText.says(failure, "does not handle SSL"))
      return because("it speaks no TLS", "switch ssl on there, or choose another sslmode");
    if (FailureText.says(failure, "SSL")) return certificate();
    if (has(failure, UnknownHostException.class))
      return because("the host is not known", "look for its name in the address");
    if (has(failure, ConnectException.class) || has(failure, TimeoutException.class))
      return because("nothing answers there", "start the database, or correct host and port");
    return because(
        "it does not answer as a PostgreSQL database does: " + FailureText.sentence(failure),
        "correct host, port and sslmode");
  }

  private List<String> certificate() {
    return address.tls().mode().verifies()
        ? because(
            "its certificate is not one that is trusted, or not that of " + address.host(),
            "name the file with the certificate that signed it by sslrootcert, and the host as the"
                + " certificate does")
        : because("TLS can't be begun", "look into the log of the database");
  }

  private List<String> told(PgException told) {
    String state = told.getSqlState() == null ? "" : told.getSqlState();
    return switch (state) {
      case "28P01", "28000" ->
          because(
              "it does not let the user " + address.user() + " in: " + told.getErrorMessage(),
              config.password().isPresent()
                  ? "correct user and password, or let the user in by pg_hba.conf"
                  : PASSWORD_FILE);
      case "3D000" ->
          because(
              "there is no such database",
              "make it: CREATE DATABASE %s OWNER %s".formatted(address.database(), address.user()));
      case "42501" ->
          because(
              "the user " + address.user() + " may not make tables in it",
              "make it the owner: ALTER DATABASE %s OWNER TO %s"
                  .formatted(address.database(), address.user()));
      case "42P07" ->
          because(
              "it has tables of these names that are not a vdrive's: " + told.getErrorMessage(),
              "make a database for Truckee alone");
      default -> because(FailureText.sentence(told), "see the log of the database");
    };
  }

  private List<String> because(String what, String help) {
    return List.of("names " + address + ": " + what, help);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++, cause = cause.getCause())
      if (type.isInstance(cause)) return true;
    return false;
  }
}

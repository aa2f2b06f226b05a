package org.truckee.vdrive.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

class DatabaseAddressTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://u@h/d, u, h, 5432, d, d at h:5432",
    "postgres://u@h:1/d, u, h, 1, d, d at h:1",
    "postgresql://some%40one@db.example.org:65535/a%20b, some@one, db.example.org, 65535, a b, a b"
        + " at db.example.org:65535",
    "postgresql://u:p+q@[::1]:5433/d, u, ::1, 5433, d, d at [::1]:5433"
  })
  void anAddress_isRead(
      String text, String user, String host, int port, String database, String told) {
    DatabaseAddress address = DatabaseAddress.parse(text);

    assertThat(address.user()).isEqualTo(user);
    assertThat(address.host()).isEqualTo(host);
    assertThat(address.port()).isEqualTo(port);
    assertThat(address.database()).isEqualTo(database);
    assertThat(address).hasToString(told);
  }

  @Test
  void aPassword_isReadAndNeverTold() {
    DatabaseAddress address = DatabaseAddress.parse("postgresql://u:a%3Ab+%2F@h/d");

    assertThat(address.password()).contains(new Secret(Bytes.utf8("a:b+/")));
    assertThat(address.toString()).doesNotContain("a:b");
    assertThat(DatabaseAddress.parse("postgresql://u:@h/d").password()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyMode_isRead(DatabaseAddress.SslMode mode) {
    String text = "postgresql://u@h/d?sslrootcert=certs/root.pem&sslmode=" + mode;
    DatabaseAddress address = DatabaseAddress.parse(text).seenFrom(Path.of("/srv/node"));

    assertThat(address.tls().mode()).isEqualTo(mode);
    assertThat(address.tls().root()).contains(Path.of("/srv/node/certs/root.pem"));
  }

  @ParameterizedTest
  @CsvSource({
    "mysql://u:secret@h/d, is no address of a database",
    "vdrive.sqlite, is no address of a database",
    "postgresql://u:sec/ret@h/d, is no address of a database",
    "postgresql://u:secret@h:123456/d, is no address of a database",
    "postgresql://u:secret@h:65536/d, names a port that there is not",
    "postgresql://u:secret@h:0/d, names a port that there is not",
    "postgresql://u:secret@h/, names no database",
    "postgresql://u:secret@h, names no database",
    "postgresql://u:secret@/d, names no host",
    "postgresql://h/d, names no user",
    "postgresql://u:secret%4@h/d, holds a % that begins no character",
    "postgresql://u:secret@h/d?sslmode=on, has another sslmode than [disable",
    "postgresql://u:secret@h/d?password=secret, has an option that is not known",
    "postgresql://u:secret@h/d?sslmode=require&sslmode=disable, has the option sslmode twice"
  })
  void whatIsNoAddress_isRefusedInWordsWithoutThePassword(String text, String complaint) {
    assertThatThrownBy(() -> DatabaseAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(complaint)
        .hasMessageEndingWith("postgresql://USER:PASSWORD@HOST:PORT/DATABASE")
        .hasMessageNotContaining("secret");
  }
}

package org.truckee.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an S3 server writes, and what it must not be able to do by it. */
class S3XmlTest {
  private static S3Xml read(String text) throws IOException {
    return S3Xml.read(Buffer.buffer(text));
  }

  @Test
  void aList_isItsTextsAndItsElements() throws IOException {
    S3Xml list =
        read(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
              <Name>bucket</Name><IsTruncated>true</IsTruncated>
              <Contents><Key>a&amp;b</Key><Owner><ID>nobody</ID></Owner><Size>1</Size></Contents>
              <Contents><Key>c</Key></Contents>
            </ListBucketResult>
            """);

    assertThat(list.root()).isEqualTo("ListBucketResult");
    assertThat(list.text("IsTruncated")).isEqualTo("true");
    assertThat(list.text("Nothing")).isEmpty();
    assertThat(list.all("Contents"))
        .extracting(entry -> entry.get("Key"))
        .containsExactly("a&b", "c");
    assertThat(list.all("Contents").get(1)).isEqualTo(Map.of("Key", "c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no XML",
        "<html><p>Bad gateway</html>",
        "<Error><Code>SlowDown</Code>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Error><Code>&e;</Code></Error>"
      })
  void anythingElse_isNoXmlHere(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
  }

  @Test
  void ages_areByTheClockOfTheServer() {
    Instant now = Instant.parse("2030-01-01T00:00:00Z");
    String date = "Fri, 24 May 2013 00:00:10 GMT";
    assertThat(S3Times.age(date, "2013-05-24T00:00:00.000Z", now))
        .isEqualTo(Duration.ofSeconds(10));
    assertThat(S3Times.age(null, "2029-12-31T00:00:00Z", now)).isEqualTo(Duration.ofDays(1));
    assertThat(S3Times.age("yesterday", "2029-12-31T00:00:00Z", now)).isEqualTo(Duration.ofDays(1));
    assertThat(S3Times.age(date, "", now)).isZero();
  }
}

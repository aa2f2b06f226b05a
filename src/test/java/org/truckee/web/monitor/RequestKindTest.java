package org.truckee.web.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A request is of one of a few kinds, whatever is in it. */
class RequestKindTest {
  @ParameterizedTest
  @CsvSource({
    "GET, /, , STATE",
    "GET, /uri/URI:CHK:x, , READ",
    "HEAD, /uri/URI:CHK:x/t=json, filename=t%3Djson, READ",
    "GET, /file/URI:CHK:x/@@named=/a, t=download, READ",
    "GET, /cap/URI:DIR2:x, t=json, DESCRIBE",
    "GET, /vdrive/private/a, at=1&t=json&x=y, DESCRIBE",
    "GET, /uri/URI:DIR2:x, xt=json, READ",
    "PUT, /uri, , STORE",
    "PUT, /uri, format=sdmf, STORE",
    "PUT, /uri/URI:DIR2:x/a, t=uri, CHANGE",
    "DELETE, /uri/URI:DIR2:x/a, , CHANGE",
    "POST, /uri/URI:DIR2:x, , FORM",
    "POST, /uri, t=upload, STORE",
    "POST, /uri, t=mkdir, CHANGE",
    "POST, /uri/URI:DIR2:x, t=stream-deep-check, CHECK",
    "POST, /uri/URI:DIR2:x, t=start-manifest&output=json, CHECK",
    "POST, /uri/URI:CHK:x, repair=true&t=check, CHECK",
    "POST, /operations/abc, t=cancel, OPERATION",
    "GET, /audit/URI:x, , AUDIT",
    "GET, /upkeep, t=json, UPKEEP",
    "GET, /statistics, t=json, STATE",
    "GET, /readyz, , STATE",
    "GET, /static/truckee.css, , STATIC",
    "GET, /private/logs/v1, , PRIVATE",
    "GET, /uriel, , OTHER",
    "PATCH, /admin.php, , OTHER",
  })
  void aRequest_isOfOneKind(String method, String path, String query, RequestKind kind) {
    assertThat(RequestKind.of(HttpMethod.valueOf(method), path, query)).isEqualTo(kind);
  }
}

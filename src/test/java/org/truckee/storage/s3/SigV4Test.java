package org.truckee.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.bytes.Bytes;
import org.truckee.bytes.Secret;

/**
 * Signatures beside those of botocore 1.43 for the same requests; the first is also the example of
 * AWS's document of Signature Version 4 for S3.
 */
class SigV4Test {
  private static final S3Keys KEYS =
      new S3Keys(
          "AKIAIOSFODNN7EXAMPLE",
          new Secret(Bytes.utf8("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")));
  private static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          GET, examplebucket.s3.amazonaws.com, /test.txt, '', bytes=0-9, '', us-east-1, f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41
          GET, 127.0.0.1:9000, /bucket/shares/aa/x/0.tag, '', bytes=0-9, '', us-east-1, 3c9c52615acf8f398d121ea0a3a806bc0a700d51a780a60b2b8e2c0ac637f7d9
          PUT, 127.0.0.1:9000, /bucket/shares/aa/x/0.tag, '', '', Welcome to Amazon S3., us-east-1, cf649cacc079422b48e23183bab65aac7a1cc86a9a02ed4dea25ada25cbc1d4a
          GET, s3.example.org, /bucket, encoding-type=url&list-type=2&prefix=a b/&start-after=/x~y, '', '', eu-central-1, 848763bd7a986bfc5ab17ee8dc873fda1031389fac9ce6eb181c0774848117d2
          POST, s3.example.org, /bucket/key, uploads=, '', '', us-east-1, a647ed24b69cb02acd324f3c60bc802ac3c3505a745725aa26c0159e5cf5a559
          DELETE, s3.example.org, /bucket/key, uploadId=a/b=, '', '', us-east-1, c6e1467c0e55ec557b4ab63946e78f32c70140baf0a8bcda432bed7df6d342db
          """)
  void aRequest_isSignedAsByAnotherImplementation(
      String method,
      String host,
      String path,
      String query,
      String range,
      String body,
      String region,
      String signature) {
    S3Call call = new S3Call(HttpMethod.valueOf(method), path, new TreeMap<>(), new TreeMap<>());
    for (String argument : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = argument.indexOf('=');
      call = call.with(argument.substring(0, equals), argument.substring(equals + 1));
    }
    if (!range.isEmpty()) call = call.header("range", range);
    String hash = S3Body.of(Buffer.buffer(body)).hash();

    Map<String, String> headers = new SigV4(KEYS, region).sign(call, host, hash, TIME);

    assertThat(headers.get("authorization"))
        .startsWith("AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/" + region)
        .endsWith("Signature=" + signature);
    assertThat(headers).containsEntry("x-amz-date", "20130524T000000Z");
    assertThat(headers.toString()).doesNotContain("wJalrXUtnFEMI");
  }
}

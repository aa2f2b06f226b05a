package org.truckee.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.storage.s3.S3Place;

/** The settings of a bucket: good ones, and the key of each bad one. */
class ConfiguredBucketTest {
  private static ConfiguredStorage read(String keys) {
    String text = "{\"storage\": {" + keys.replace('\'', '"') + "}}";
    return NodeConfig.parse("conf.json", text).storage().orElseThrow();
  }

  private static S3Place place(String keys) {
    return read(keys).bucket().orElseThrow();
  }

  @Test
  void aBucket_hasAnEndpointAndARegion() {
    assertThat(place("'store': 's3://my-bucket'"))
        .isEqualTo(
            new S3Place(
                URI.create("https://s3.us-east-1.amazonaws.com"),
                "my-bucket",
                "",
                "us-east-1",
                Optional.empty()));
    assertThat(
            place(
                "'store': 's3://b.1/grid/one/', 'endpoint': 'http://10.0.0.1:9000/',"
                    + " 'region': 'garage', 'ca_file': 'ca.pem'"))
        .isEqualTo(
            new S3Place(
                URI.create("http://10.0.0.1:9000"),
                "b.1",
                "grid/one",
                "garage",
                Optional.of(Path.of("ca.pem"))));
    assertThat(place("'store': 's3://bucket', 'region': 'eu-west-3'").endpoint().getHost())
        .isEqualTo("s3.eu-west-3.amazonaws.com");
    assertThat(read("").bucket()).isEmpty();
  }

  @Test
  void serversOfAGrid_haveAPrefixEach() {
    ConfiguredStorage storage = read("'store': 's3://bucket/grid'");
    assertThat(storage.numbered(2).bucket().orElseThrow()).hasToString("s3://bucket/grid/2");
    assertThat(read("'store': 's3://bucket'").numbered(10).bucket().orElseThrow())
        .hasToString("s3://bucket/10");
  }

  @Test
  void aShareInABucket_isNoLargerThanAnObject() {
    assertThat(read("'store': 's3://bucket'").policy().maximumShareSize()).isEqualTo(5L << 40);
    assertThat(
            read("'store': 's3://bucket', 'maximum_share_size': '1 GiB'")
                .policy()
                .maximumShareSize())
        .isEqualTo(1L << 30);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'store': 'bucket'                                            | storage.store
          'store': 's3://'                                             | storage.store
          'store': 's3://Bucket'                                       | storage.store
          'store': 's3://b/ü'                                          | storage.store
          'store': 's3://bucket/a//b'                                  | storage.store
          'store': 's3://bucket/../b'                                  | storage.store
          'store': 'https://bucket'                                    | storage.store
          'store': 7                                                   | storage.store
          'store': 's3://bucket', 'endpoint': 's3.example.org'         | storage.endpoint
          'store': 's3://bucket', 'endpoint': 'ftp://s3.example.org'   | storage.endpoint
          'store': 's3://bucket', 'endpoint': 'http://u:p@example.org' | storage.endpoint
          'store': 's3://bucket', 'endpoint': 'http://h/path'          | storage.endpoint
          'store': 's3://bucket', 'endpoint': 'http://h?x=y'           | storage.endpoint
          'store': 's3://bucket', 'endpoint': 'http:// h'              | storage.endpoint
          'store': 's3://bucket', 'region': 'eu west'                  | storage.region
          'endpoint': 'http://127.0.0.1:9000'                          | storage.endpoint
          'region': 'us-east-1'                                        | storage.region
          'ca_file': 'ca.pem'                                          | storage.ca_file
          'store': 's3://bucket', 'secret': 'x'                        | storage.secret
          """)
  void aBadSetting_isRefusedByItsName(String keys, String key) {
    assertThatThrownBy(() -> read(keys)).hasMessageContaining("conf.json: \"" + key + "\"");
  }
}

package org.truckee;

import static org.assertj.core.api.Assertions.assertThat;

import com.backblaze.erasure.Galois;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.truckee.testing.known.Golden;

/** The files that the build fetches are the very ones that were looked at. */
class PinnedBuildTest {
  private static final Path BASE = Path.of(System.getProperty("truckee.base", ""));

  @Test
  void mavenItself_isPinned_inBothOfItsForms() throws IOException {
    Properties wrapper = new Properties();
    wrapper.load(Files.newBufferedReader(BASE.resolve(".mvn/wrapper/maven-wrapper.properties")));

    for (String key : new String[] {"distributionSha256Sum", "distributionTarSha256Sum"})
      assertThat(wrapper.getProperty(key)).as(key).matches("[0-9a-f]{64}");
    assertThat(Files.readString(BASE.resolve("mvnw"))).contains("distributionTarSha256Sum");
  }

  @Test
  void theJarOfOnePerson_isTheOneThatThePomNames() throws Exception {
    String pom = Files.readString(BASE.resolve("pom.xml"));
    Matcher sum = Pattern.compile("<reedsolomon.sha256>([0-9a-f]{64})<").matcher(pom);
    Path jar = Path.of(Galois.class.getProtectionDomain().getCodeSource().getLocation().toURI());

    assertThat(sum.find()).isTrue();
    assertThat(Golden.sha256(Files.readAllBytes(jar))).isEqualTo(sum.group(1));
    assertThat(pom).contains("<isfalse value=\"${reedsolomon.same}\"/>");
  }
}

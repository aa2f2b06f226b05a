package org.truckee.web.firstrelease;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** All 82 tests of the first release's test_web.py have one of the same claim here. */
class FirstReleaseTest {
  private static final List<Class<?>> CLASSES =
      List.of(
          FirstReleasePagesTest.class,
          FirstReleaseFilesTest.class,
          FirstReleaseLocalFilesTest.class,
          FirstReleaseDirectoriesTest.class,
          FirstReleaseFormsTest.class,
          FirstReleaseCapabilitiesTest.class);

  /** test_provisioning_math is in {@code ProvisioningTest}, beside the arithmetic it is about. */
  @Test
  void everyOperationOfThatSuite_isHereOnceButOne() {
    List<String> names =
        CLASSES.stream()
            .flatMap(type -> Stream.of(type.getDeclaredMethods()))
            .map(FirstReleaseTest::name)
            .filter(name -> !name.isEmpty())
            .toList();
    assertThat(names).doesNotHaveDuplicates().hasSize(82 - 1);
  }

  private static String name(Method method) {
    FirstRelease first = method.getAnnotation(FirstRelease.class);
    return first == null ? "" : first.value();
  }
}

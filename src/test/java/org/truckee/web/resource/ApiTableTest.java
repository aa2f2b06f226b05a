package org.truckee.web.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.truckee.GridException;
import org.truckee.web.request.Arguments;

/** The row that answers a request, by method, kind of target and {@code t=}. */
class ApiTableTest {
  private static final Map<String, String> SAMPLES =
      Map.of(
          "t", "mkdir",
          "name", "name",
          "uri", "URI:LIT:mfrgg",
          "entry", "20260101T000000Z-00000000 old",
          "at", "2026-01-01",
          "from_name", "old",
          "to_name", "new",
          "ophandle", "handle",
          "format", "sdmf");

  private static Endpoint<?> row(String method, Target target, String t) {
    return ApiTable.find(HttpMethod.valueOf(method), target, t).orElse(null);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, DIRECTORY, relink,        FILE",
    "POST, DIRECTORY, rename,        FILE",
    "POST, DIRECTORY, set_children,  FILE",
    "POST, DIRECTORY, stream-manifest, FILE",
    "GET,  DIRECTORY, manifest,      FILE",
    "GET,  FILE,      json,          UNLINKED",
    "PUT,  NAME,      uri,           DIRECTORY",
    "PUT,  NAME,      uri,           FILE",
    "PUT,  NAME,      '',            DIRECTORY",
    "POST, FILE,      upload,        NAME",
    "GET,  UNKNOWN,   json,          NAME",
  })
  void aQuestion_isForSomeTargets(String method, Target asked, String t, Target other) {
    assertThat(row(method, asked, t)).isNotNull();
    assertThat(row(method, other, t)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "POST, DIRECTORY, unlink,       delete",
    "POST, DIRECTORY, set_children, set-children",
    "POST, DIRECTORY, mkdir,        mkdir-with-children",
    "POST, NAME,      mkdir,        mkdir-immutable",
    "POST, UNLINKED,  upload,       ''",
    "DELETE, NAME,    '',           whatever",
  })
  void twoWords_askTheSame(String method, Target target, String t, String other) {
    assertThat(row(method, target, t)).isNotNull().isSameAs(row(method, target, other));
  }

  @Test
  void head_isAnsweredAsGet() {
    assertThat(row("HEAD", Target.FILE, "")).isNotNull().isSameAs(row("GET", Target.FILE, ""));
  }

  @ParameterizedTest
  @CsvSource({"GET, FILE", "POST, DIRECTORY", "PUT, NAME", "POST, UNLINKED", "PATCH, FILE"})
  void anUnknownQuestion_hasNoRow(String method, Target target) {
    assertThat(row(method, target, "fly")).isNull();
  }

  static List<Endpoint<?>> rows() {
    return ApiTable.ROWS;
  }

  /** Without values, and with a value for each. */
  @ParameterizedTest
  @MethodSource("rows")
  void aRow_readsNoArgumentsButItsOwn(Endpoint<?> row) {
    Set<String> known = new TreeSet<>(row.asked().takes());
    known.add("t");
    if (row.asked().names().contains("rename")) known.add("to_dir"); // which is refused
    assertThat(read(row, Map.of())).isSubsetOf(known);
    assertThat(read(row, SAMPLES)).isSubsetOf(known);
  }

  private static Set<String> read(Endpoint<?> row, Map<String, String> values) {
    Set<String> names = new TreeSet<>();
    Arguments arguments =
        Arguments.of(
            name -> {
              names.add(name);
              return Optional.ofNullable(values.get(name));
            });
    try {
      assertThat(row.reader().apply(arguments)).isNotNull();
    } catch (GridException required) {
      assertThat(required.kind()).isEqualTo(GridException.Kind.BAD_REQUEST);
      assertThat(values).isEmpty();
    }
    return names;
  }
}

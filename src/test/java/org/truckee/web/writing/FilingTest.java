package org.truckee.web.writing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truckee.GridException;
import org.truckee.cap.Capability;
import org.truckee.cap.WriteCap;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.Overwrite;
import org.truckee.dirnode.metadata.Metadata;
import org.truckee.web.activity.FileNames;
import org.truckee.web.monitor.Counters;
import org.truckee.web.monitor.Usage;
import org.truckee.web.place.NameInDirectory;
import org.truckee.web.reply.Stored;

/** The fate of contents, by the thing under their name and by the rule of replacing. */
class FilingTest {
  private static final String KEY = "a".repeat(26);
  private static final String HASH = "a".repeat(52);
  private static final Capability NEW = Capability.parse("URI:LIT:mfrgg");

  private final List<String> done = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "nothing,    ALWAYS,     store+link",
    "nothing,    ONLY_FILES, store+link",
    "nothing,    NEVER,      store+link",
    "immutable,  ALWAYS,     store+link",
    "immutable,  ONLY_FILES, store+link",
    "immutable,  NEVER,      CONFLICT",
    "mutable,    ALWAYS,     change",
    "mutable,    ONLY_FILES, change",
    "mutable,    NEVER,      CONFLICT",
    "read-only,  ALWAYS,     store+link",
    "read-only,  NEVER,      CONFLICT",
    "directory,  ALWAYS,     CONFLICT",
    "directory,  ONLY_FILES, CONFLICT",
    "directory,  NEVER,      CONFLICT",
  })
  void contents_changeStoreOrAreRefused(String there, Overwrite overwrite, String outcome) {
    assertThat(put(there, "URI:DIR2:", overwrite)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    "nothing,   FORBIDDEN",
    "immutable, FORBIDDEN",
    "mutable,   change",
  })
  void inADirectoryThatIsOnlyRead_nothingIsStored(String there, String outcome) {
    assertThat(put(there, "URI:DIR2-RO:", Overwrite.ALWAYS)).isEqualTo(outcome);
  }

  private String put(String there, String directory, Overwrite overwrite) {
    Directory parent = new Recording(Capability.parse(directory + KEY + ":" + HASH));
    Optional<Child> child =
        Optional.ofNullable(uri(there))
            .map(uri -> new Child("name", ChildTarget.of(Capability.parse(uri)), Metadata.EMPTY));
    Usage usage = new Usage(new Counters(), new FileNames());
    try {
      new Filing(new Uploads(null, null, usage))
          .put(new NameInDirectory(parent, "name", child), overwrite, new Noted());
      return String.join("+", done);
    } catch (GridException refused) {
      assertThat(done).isEmpty();
      return refused.kind().name();
    }
  }

  private static String uri(String there) {
    return switch (there) {
      case "immutable" -> "URI:LIT:mfrgg";
      case "mutable" -> "URI:SSK:" + KEY + ":" + HASH;
      case "read-only" -> "URI:SSK-RO:" + KEY + ":" + HASH;
      case "directory" -> "URI:DIR2:" + KEY + ":" + HASH;
      default -> null;
    };
  }

  /** Contents that change what their sender can change. */
  private final class Noted implements Contents {
    @Override
    public Optional<Capability> changing(ChildTarget there) {
      return there.write().filter(WriteCap.class::isInstance);
    }

    @Override
    public Future<Stored> change(Capability cap) {
      done.add("change");
      return Future.succeededFuture(Stored.untagged(cap));
    }

    @Override
    public Future<Stored> store() {
      done.add("store");
      return Future.succeededFuture(Stored.untagged(NEW));
    }
  }

  /** A directory that notes its edits. */
  private final class Recording implements Directory {
    private final Capability capability;

    Recording(Capability capability) {
      this.capability = capability;
    }

    @Override
    public Capability capability() {
      return capability;
    }

    @Override
    public Future<List<Optional<Child>>> edit(List<Edit> edits) {
      done.add("link");
      return Future.succeededFuture(List.of(Optional.empty()));
    }

    @Override
    public Future<Optional<Child>> get(String name) {
      throw new AssertionError("looked for already");
    }

    @Override
    public Listing list() {
      throw new AssertionError("nobody lists it");
    }

    @Override
    public Future<Long> size() {
      throw new AssertionError("nobody asks");
    }

    @Override
    public DirectoryFormat usualFormat() {
      throw new AssertionError("nothing is made");
    }
  }
}

package org.truckee.web.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.truckee.cap.Capability;
import org.truckee.client.directory.Directory;
import org.truckee.client.directory.DirectoryFormat;
import org.truckee.client.directory.Listing;
import org.truckee.dirnode.Child;
import org.truckee.dirnode.ChildTarget;
import org.truckee.dirnode.Edit;
import org.truckee.dirnode.metadata.Metadata;

/** Lists for programs, of which one text serves several readers. */
class ListingReplyTest {
  private final ListingTexts texts = new ListingTexts(1 << 20);
  private final List<String> sent = new ArrayList<>();
  private String state = "first";
  private String name = "one";
  private int pages;
  private boolean empty;
  private boolean broken;

  @Test
  void anUnchangedDirectory_isNotReadAgain_andAChangedOneIs() {
    assertThat(send().succeeded()).isTrue();
    int read = pages;

    assertThat(send().succeeded()).isTrue();
    assertThat(pages).isEqualTo(read);
    assertThat(sent.get(0)).contains("\"one\"").isEqualTo(sent.get(1));

    state = "second";
    name = "two";
    assertThat(send().succeeded()).isTrue();
    assertThat(sent.get(2)).contains("\"two\"").doesNotContain("\"one\"");
  }

  @Test
  void readersWhoBreakOff_leaveRoomForLaterTexts() {
    empty = true;
    broken = true;
    for (int i = 0; i < 20; i++) assertThat(send().failed()).isTrue();
    broken = false;

    assertThat(send().succeeded()).isTrue();
    int read = pages;
    assertThat(send().succeeded()).isTrue();
    assertThat(pages).isEqualTo(read);
  }

  private Future<Void> send() {
    return new ListingReply(new Stated(), texts).send(context());
  }

  /** A request whose response notes the text of its end, or is broken and refuses it. */
  private RoutingContext context() {
    HttpServerResponse response =
        fake(
            HttpServerResponse.class,
            (self, called, arguments) -> called.getName().equals("end") ? end(arguments) : self);
    return fake(RoutingContext.class, (self, called, arguments) -> response);
  }

  private Future<Void> end(Object[] arguments) {
    if (broken) throw new IllegalStateException("the reader has gone");
    sent.add(((Buffer) arguments[0]).toString());
    return Future.succeededFuture();
  }

  private static <T> T fake(Class<T> type, InvocationHandler calls) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
  }

  /** A directory of one child or none, which tells its state and counts the pages that are read. */
  private final class Stated implements Directory {
    @Override
    public Capability capability() {
      return Capability.parse("URI:DIR2-LIT:");
    }

    @Override
    public Listing list() {
      return new Listing() {
        private boolean ended = empty;

        @Override
        public Future<Optional<String>> state() {
          return Future.succeededFuture(Optional.of(state));
        }

        @Override
        public Future<List<Child>> next() {
          pages++;
          if (ended) return Future.succeededFuture(List.of());
          ended = true;
          ChildTarget file = ChildTarget.of(Capability.parse("URI:LIT:nbswy3dp"));
          return Future.succeededFuture(List.of(new Child(name, file, Metadata.EMPTY)));
        }
      };
    }

    @Override
    public Future<Optional<Child>> get(String name) {
      throw new UnsupportedOperationException("only listed");
    }

    @Override
    public Future<Long> size() {
      throw new UnsupportedOperationException("only listed");
    }

    @Override
    public Future<List<Optional<Child>>> edit(List<Edit> edits) {
      throw new UnsupportedOperationException("only listed");
    }

    @Override
    public DirectoryFormat usualFormat() {
      throw new UnsupportedOperationException("only listed");
    }
  }
}

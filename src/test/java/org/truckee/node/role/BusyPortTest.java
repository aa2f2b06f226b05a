package org.truckee.node.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.truckee.node.config.ConfigKey;
import org.truckee.node.directory.GridHome;
import org.truckee.node.directory.NodeDirectory;

class BusyPortTest {
  private static final ConfigKey KEY = new ConfigKey(Path.of("conf.json"), "gateway.web");

  @Test
  void aPortThatIsTaken_isTakenByAnotherProgram() {
    assertThat(explained(new BindException("Address already in use")))
        .hasMessage(
            "port 80 is in use by another program: stop that one, or set \"gateway.web.port\" in"
                + " conf.json to another port");
    assertThat(BusyPort.isTaken(new IOException(new BindException("Address already in use"))))
        .isTrue();
    assertThat(BusyPort.isTaken(new BindException())).isFalse();
  }

  @Test
  void aLowPort_isForTheAdministrator() {
    assertThat(explained(new SocketException("Permission denied")))
        .hasMessage(
            "port 80 is for the system's administrator: set \"gateway.web.port\" in conf.json to"
                + " one above 1023");
  }

  @Test
  void anAddressOfAnotherMachine_isNamed() {
    String told =
        "host is no address of this machine: set \"gateway.web.host\" in conf.json to one";

    assertThat(explained(new UnknownHostException("host"))).hasMessage(told);
    assertThat(explained(new BindException("Cannot assign requested address"))).hasMessage(told);
  }

  @Test
  void anotherFailure_staysWhatItIs() {
    IOException failure = new IOException("Address already in use");

    assertThat(explained(failure)).isSameAs(failure);
  }

  @Test
  void theNodesOfAGrid_areConfiguredInTheGridsFile() {
    GridHome grid = new GridHome(Path.of("/a/grid"), Path.of("/a/conf.json"));
    NodeDirectory part = new NodeDirectory(Path.of("/a/grid/gateway"), null, Optional.of(grid));
    NodeDirectory whole = new NodeDirectory(Path.of("/b"), null);

    assertThat(part.key("gateway.web").words("port"))
        .isEqualTo("\"grid.web.port\" in /a/conf.json");
    assertThat(part.key("listen").words("port")).isEqualTo("\"listen.port\" in /a/conf.json");
    assertThat(whole.key("listen").words("port")).isEqualTo("\"listen.port\" in /b/conf.json");
  }

  private static Throwable explained(Throwable failure) {
    return BusyPort.explain(KEY, "host", 80, failure);
  }
}

package org.truckee.node.killed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truckee.node.process.ProcessGrid;
import org.truckee.node.process.ResidentMemory;
import org.truckee.testing.Waiting;
import org.truckee.testing.http.GatewayClient;

/** A gateway's memory does not grow with files, nor with readers who do not read. */
@Tag("slow")
@Tag("alone")
class FlatMemoryIT {
  private static final Map<String, Integer> ENCODING = Map.of("needed", 3, "happy", 4, "total", 5);
  private static final int STALLED_READERS = 50;
  private static final double MOST_MIB = 64;

  private static final Pattern HEAP_USED = Pattern.compile("generation.*used ([0-9]+)K");

  @TempDir Path root;

  private ProcessGrid grid;

  @BeforeEach
  void startServers() throws Exception {
    grid = new ProcessGrid(root);
    grid.startIntroducer();
    grid.startStorageServers(5, List.of());
  }

  private GatewayClient startGateway(String... jvmOptions) throws Exception {
    grid.startGateway("gateway", ENCODING, List.of(jvmOptions));
    grid.waitForServers("gateway", 5);
    return new GatewayClient(grid.url("gateway"));
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  @Test
  void twoGibibytes_goUpAndDownThroughAHeapOf128Mebibytes() throws Exception {
    long size = 2L << 30;
    GatewayClient gateway = startGateway("-Xmx128m");
    String cap = gateway.put(1, size);
    assertThat(gateway.matching(cap, 1, size)).isEqualTo(size);
  }

  /** Each share is larger than any message may be, and of two versions not enough fit in five. */
  @Test
  void aLargeMdmfFile_isMadeReplacedAndRead_throughAHeapOf128Mebibytes() throws Exception {
    long size = 160L << 20;
    GatewayClient gateway = startGateway("-Xmx128m");
    String cap = gateway.put("/uri?format=mdmf", 3, size);
    assertThat(cap).startsWith("URI:MDMF:");
    assertThat(gateway.matching(cap, 3, size)).isEqualTo(size);

    assertThat(gateway.put(GatewayClient.path(cap), 4, size)).isEqualTo(cap);
    assertThat(gateway.matching(cap, 4, size)).isEqualTo(size);
  }

  @Test
  void fiftyReadersWhoStall_addLittle() throws Exception {
    long size = 100L << 20;
    GatewayClient gateway = startGateway("-Xmx512m", "-Xms512m", "-XX:+AlwaysPreTouch");
    String cap = gateway.put(2, size);
    for (int i = 0; i < 3; i++) assertThat(gateway.matching(cap, 2, size)).isEqualTo(size);

    double before = heldMib();
    List<Socket> readers = new ArrayList<>();
    try {
      for (int i = 0; i < STALLED_READERS; i++) readers.add(stall(grid.url("gateway"), cap));
      Waiting.untilTrue(() -> allHaveBegun(readers));
      // What was read ahead for a reader is given up when he has not moved for a moment.
      Waiting.until(() -> assertThat(heldMib() - before).isLessThan(MOST_MIB));
      // While others read, the gateway would fetch more for those who stall, if it ever did.
      for (int i = 0; i < 3; i++) {
        assertThat(gateway.matching(cap, 2, size)).as("it still serves").isEqualTo(size);
        assertThat(heldMib() - before).isLessThan(MOST_MIB);
      }
    } finally {
      for (Socket reader : readers) reader.close();
    }
  }

  /**
   * The memory that the gateway's process holds and needs: all of it outside of the heap, whose
   * pages are all there from the start, and that part of the heap which a collection leaves.
   */
  private double heldMib() throws IOException, InterruptedException {
    long pid = grid.process("gateway").pid();
    diagnose(pid, "GC.run");
    Matcher used = HEAP_USED.matcher(diagnose(pid, "GC.heap_info"));
    double heap = 0;
    while (used.find()) heap += Long.parseLong(used.group(1)) / 1024.0;
    assertThat(heap).isPositive();
    return ResidentMemory.nowMib(pid).orElseThrow() + heap;
  }

  private static String diagnose(long pid, String command)
      throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process process = new ProcessBuilder(jcmd, Long.toString(pid), command).start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(answer).isZero();
    return answer;
  }

  /** Asks for the file and reads none of it. */
  private static Socket stall(URI gateway, String cap) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 << 10);
    socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
    String request =
        "GET /uri/" + cap.replace(":", "%3A") + " HTTP/1.1\r\nHost: " + gateway.getHost();
    socket.getOutputStream().write((request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static boolean allHaveBegun(List<Socket> readers) throws IOException {
    for (Socket reader : readers) if (reader.getInputStream().available() == 0) return false;
    return true;
  }
}

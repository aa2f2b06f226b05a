package org.truckee.node.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.truckee.node.setting.ConfigReader;

/** The roles that a node has, any of them. */
public record ConfiguredRoles(
    Optional<ConfiguredIntroducer> introducer,
    Optional<ConfiguredStorage> storage,
    Optional<ConfiguredVdrive> vdrive,
    Optional<ConfiguredGateway> gateway) {
  /** No role at all. */
  static final ConfiguredRoles NONE =
      new ConfiguredRoles(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static ConfiguredRoles read(ConfigReader reader) {
    return new ConfiguredRoles(
        read(reader, "introducer", ConfiguredIntroducer::read),
        read(reader, "storage", ConfiguredStorage::read),
        read(reader, "vdrive", ConfiguredVdrive::read),
        read(reader, "gateway", ConfiguredGateway::read));
  }

  private static <T> Optional<T> read(
      ConfigReader reader, String role, Function<ConfigReader, T> reading) {
    ConfigReader part = reader.part(role);
    return reader.has(role) ? Optional.of(reading.apply(part)) : Optional.empty();
  }

  /** The names of those that the node has. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    introducer.ifPresent(role -> names.add("introducer"));
    storage.ifPresent(role -> names.add("storage"));
    vdrive.ifPresent(role -> names.add("vdrive"));
    gateway.ifPresent(role -> names.add("gateway"));
    return names;
  }

  ConfiguredRoles with(ConfiguredIntroducer role) {
    return new ConfiguredRoles(Optional.of(role), storage, vdrive, gateway);
  }

  ConfiguredRoles with(ConfiguredStorage role) {
    return new ConfiguredRoles(introducer, Optional.of(role), vdrive, gateway);
  }

  ConfiguredRoles with(ConfiguredVdrive role) {
    return new ConfiguredRoles(introducer, storage, Optional.of(role), gateway);
  }

  ConfiguredRoles with(ConfiguredGateway role) {
    return new ConfiguredRoles(introducer, storage, vdrive, Optional.of(role));
  }
}

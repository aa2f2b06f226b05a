package org.truckee.client.limit;

import java.util.Objects;
import java.util.Optional;
import org.truckee.protocol.limit.Payer;

/** The person whom a request comes from, where the gateway knows that: one of its members. */
public record Person(String name) {
  /** Checks that there is a name. */
  public Person {
    Objects.requireNonNull(name, "name");
  }

  /** The person for whom the current step is taken, if that is known. */
  public static Optional<Person> current() {
    return Bound.get(Person.class);
  }

  /** Makes the current step, and all that follows from it, one that is taken for this person. */
  public void bind() {
    Bound.put(Person.class, this);
  }

  /** The person among those who are held to limits; the name is told to nobody else. */
  Payer payer() {
    return new Payer(name, "one member");
  }
}

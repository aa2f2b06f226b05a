/**
 * JMH's benchmarks of the pure parts, which need no network and no disk: {@code ./mvnw test -Pjmh}.
 */
package org.truckee.benchmark;

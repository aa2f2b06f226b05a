/**
 * What a monitor asks the parts of a node: a {@link org.truckee.platform.measure.Monitored} part
 * tells its figures to a {@link org.truckee.platform.measure.MetricSink}, and whether something
 * keeps it from serving. What is counted on the way of every request is a few numbers of fixed
 * size.
 */
package org.truckee.platform.measure;

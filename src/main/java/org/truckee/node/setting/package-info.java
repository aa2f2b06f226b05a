/**
 * The settings in a configuration, read key by key and checked: {@code ConfigReader} reads any, and
 * {@code AdmissionKeys} those of strangers' admission. {@code config} puts them together.
 */
package org.truckee.node.setting;

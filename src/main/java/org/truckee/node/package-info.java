/**
 * The program: {@link org.truckee.node.Main} runs one command. Below it, {@code setting} and {@code
 * config} read configurations, {@code directory} keeps a node's directory, lock and secrets, {@code
 * announcement} is what nodes hear of each other, {@code metrics} watches a node for monitors,
 * {@code role} serves its roles behind one TLS port, one web port and one admin port, {@code
 * process} makes a process a node, {@code restore} brings a tree back from a copy of a vdrive
 * server, {@code account} keeps the accounts of a grid's operator, {@code invite} brings friends
 * into a grid, {@code member} keeps the members of a gateway, and the commands stand in {@code
 * command}, {@code bench} and {@code debug}. This package knows every other one, and no other one
 * knows it.
 */
package org.truckee.node;

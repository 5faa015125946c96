/** What only the store knows, and what keys are made with. */
package se.regstat.statistics.secret;

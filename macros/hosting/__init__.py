"""Configurations of servers for the site, made from one table of types, headers and how long a browser keeps what."""

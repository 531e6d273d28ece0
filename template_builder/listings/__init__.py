"""Listings: tables that other systems print, read as rows with named fields."""

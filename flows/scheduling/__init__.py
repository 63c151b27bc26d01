"""The main flow in; the same in Prefect, on a server and on time, out."""

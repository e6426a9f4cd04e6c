"""What staff see in the browser. See docs/adr/0135-the-dashboard-is-nicegui-on-the-same-port.md."""

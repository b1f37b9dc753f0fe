"""Field type → widget. Each field owns its row: label, control and the line beneath."""

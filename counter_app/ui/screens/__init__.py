"""The screens, one module each; `counter_app/ui/parts.py` names them."""

"""Jupyter's settings for `npm start`; where it looks for more is set in environment.ts."""
c = get_config()  # noqa: F821 (Jupyter provides it)

# Only this machine, and the next free port when 8888 is taken.
c.ServerApp.ip = "127.0.0.1"
c.ServerApp.port = 8888
c.ServerApp.port_retries = 100
# In a container people are root; with a token and 127.0.0.1 that is safe.
c.ServerApp.allow_root = True
# The default hands the browser a file in a hidden folder, which a browser in a sandbox (snap, WSL) can't read.
c.ServerApp.use_redirect_file = False
c.ServerApp.default_url = "/lab/tree/notebooks/00-contents.ipynb"
c.LabApp.default_url = "/lab/tree/notebooks/00-contents.ipynb"

# One kernel, so that JupyterLab doesn't ask which.
c.KernelSpecManager.allowed_kernelspecs = {"tslab"}
c.KernelSpecManager.ensure_native_kernel = False
c.MultiKernelManager.default_kernel_name = "tslab"
# A busy kernel must not delay the end of Jupyter.
c.KernelManager.shutdown_wait_time = 1.0

# Nothing asks the network.
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
c.LanguageServerManager.autodetect = False

# What "Save and Export Notebook As… HTML" makes of a notebook.
load_subconfig("export_config.py")  # noqa: F821 (Jupyter provides it)

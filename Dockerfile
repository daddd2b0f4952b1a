# One image for web, worker and beat; docker-compose.yml says which of them a container is.

FROM python:3.11-slim AS build
# A mirror for the packages, when one is wanted: docker build --build-arg PIP_INDEX_URL=...
ARG PIP_INDEX_URL
COPY requirements/run.txt /build/run.txt
RUN python -m venv /opt/stridewise \
 && /opt/stridewise/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes \
    --only-binary :all: -r /build/run.txt \
 && /opt/stridewise/bin/pip uninstall --yes pip setuptools

FROM python:3.11-slim
ENV PATH=/opt/stridewise/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data \
    OPENBLAS_NUM_THREADS=1
# The base image comes without compiled modules and the root file system is read-only: without this every start of Python,
# so every healthcheck too, would compile the standard library anew.
RUN python -m compileall -q -x '/(test|tests|site-packages)/' "$(python -c 'import sysconfig; print(sysconfig.get_path("stdlib"))')"
RUN groupadd --gid 10001 stridewise \
 && useradd --uid 10001 --gid stridewise --no-create-home --home-dir /nonexistent stridewise \
 && install -d -o stridewise -g stridewise -m 700 /data
WORKDIR /app
COPY --from=build /opt/stridewise /opt/stridewise
COPY manage.py ./
COPY exercises exercises
COPY grader grader
COPY templates templates
RUN python -m compileall -q exercises grader
USER stridewise
EXPOSE 8000
# The heartbeat files go to memory and no control socket is made: the root file system may be read-only.
CMD ["gunicorn", "grader.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "8", "--limit-request-line", "8190", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--log-level", "warning"]

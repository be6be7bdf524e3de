# Every job is one target. `make help` lists them.
PYTHON ?= python3
LOCALE ?= zh
VENV   := .venv
BIN    := $(VENV)/bin
PY     := PYTHONPATH=scripts NO_MKDOCS_2_WARNING=1 $(BIN)/python
FORMAT ?= text
SAMPLE ?=
PREVIEW ?=
export CASEBOOK_SAMPLE := $(SAMPLE)
export CASEBOOK_PREVIEW := $(PREVIEW)
TODAY  ?= $(or $(DATE),$(shell TZ=CST-8 date +%F))

.DEFAULT_GOAL := help
.PHONY: help site frontend release verify serve check system monthly report remind case-from-form branch reply forms hooks schema addresses test lint browser bench quality lock clean

help: ## 列出全部命令
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

site: frontend ## 生成网站，放在 site/；DATE 默认今天，SAMPLE=no 不要示范页面，PREVIEW=yes 连草稿一起看
	@$(PY) scripts/build_site.py --date '$(TODAY)'

release: site ## 生成网站并打成发布包（tar.gz、zip、SHA-256 与 SM3 清单），放在 dist/release/
	@$(PY) scripts/release.py --date '$(TODAY)'

verify: $(VENV)/.site ## 核对发布包：make verify PACKAGE=收到的包或解开后的文件夹
	@$(PY) scripts/release.py --verify '$(PACKAGE)'

serve: $(VENV)/.site ## 在 http://127.0.0.1:8000 预览中文，改动即时可见；LOCALE=en 预览英文
	@CASEBOOK_LOCALE=$(LOCALE) $(PY) -m mkdocs serve --dirty

check: $(VENV)/.site ## 只检查内容；FORMAT=github 或 gitlab 时供代码平台标在改动旁边
	@$(PY) scripts/check_content.py --format $(FORMAT) $(if $(OUTPUT),--output '$(OUTPUT)')

system: $(VENV)/.site ## 与 BASE（默认 origin/main）比较，列出改动的系统文件；没有批准就报错
	@$(PY) scripts/check_system.py --base "$${BASE:-origin/main}" --format $(FORMAT)

monthly: $(VENV)/.site ## 每月提醒：当月有没有案例、哪些页面到期核对；DATE 默认今天
	@$(PY) scripts/report.py --date '$(TODAY)' --output dist/report.md
	@$(PY) scripts/monthly.py --date '$(TODAY)' --report dist/report.md

report: $(VENV)/.site ## 内容报告：到期、译文落后、覆盖、引用索引；EDITION=规则代号 看换版影响；FORMAT=json
	@$(PY) scripts/report.py --date '$(TODAY)' $(if $(EDITION),--edition '$(EDITION)') $(if $(FROM),--from '$(FROM)') \
	  --format $(if $(filter json,$(FORMAT)),json,markdown) $(if $(OUTPUT),--output '$(OUTPUT)')

remind: $(VENV)/.site ## 流水线用：把每月提醒提成议题
	@$(PY) scripts/forge.py issue dist/monthly.md

case-from-form: $(VENV)/.site ## 流水线用：把填好的案例表单写成页面；EVENT 是事件文件
	@$(PY) scripts/case_from_form.py "$${EVENT:-$$GITHUB_EVENT_PATH}" --reply dist/case-from-form.md

branch: $(VENV)/.site ## 流水线用：把新的案例页面推到它自己的分支
	@$(PY) scripts/forge.py branch dist/case-from-form.md

reply: $(VENV)/.site ## 流水线用：答复表单
	@$(PY) scripts/forge.py reply dist/case-from-form.md

forms: $(VENV)/.site ## 改了页面信息、标签或模板之后：重新生成网页表单和编辑器片段
	@$(PY) scripts/export_form.py
	@$(PY) scripts/export_snippets.py

hooks: $(VENV)/.site ## 提交前自动检查：装上 Git 钩子，不需要联网
	@old="$$(git config core.hooksPath || true)"; case "$$old" in ""|.githooks) ;; \
	  *) echo "core.hooksPath 已设为 $$old，没有改动。请把 .githooks/ 里的两个文件接到那里。" >&2; exit 1;; esac
	@git config core.hooksPath .githooks
	@echo "已装上。提交时先检查要提交的页面和提交说明；撤下：git config --unset core.hooksPath"

schema: $(VENV)/.site ## 导出 JSON Schema，供编辑器补全和检查页面信息
	@$(PY) scripts/export_schema.py

addresses: $(VENV)/.site ## 把网站现有的地址补进“不能失效”的清单
	@$(PY) scripts/update_addresses.py --date '$(TODAY)'

frontend: $(VENV)/.site
	@$(PY) scripts/build_frontend.py

test: lint browser frontend ## 全部检查和测试，包括浏览器测试
	@$(PY) -m pytest

lint: $(VENV)/.dev ## 代码风格和类型
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

browser: $(VENV)/.dev
	@$(PY) -m tests.browser.browsers

bench: $(VENV)/.bench frontend browser ## 量速度：100、1000、10000 个案例；CASES=1000 只量一种
	@$(PY) -m bench $(CASES)

quality: $(VENV)/.bench browser ## 用同一批查询比较三个系统的搜索质量
	@$(PY) -m bench.quality

lock: $(VENV)/.dev ## 按 requirements*.in 更新带哈希的依赖清单
	@$(BIN)/python -m pip install --quiet uv
	@for name in requirements requirements-dev requirements-bench requirements-node; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --no-emit-index-url $$name.in --output-file $$name.txt || exit 1; done

clean: ## 删去生成的文件和环境
	rm -rf $(VENV) site docs/archive .cache node_modules overrides/assets/casebook/export .pytest_cache .mypy_cache .ruff_cache

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 以上，现在是：$$($(PYTHON) --version 2>&1)" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "不能建立 Python 环境。Debian、Ubuntu 请先安装 python3-venv。" >&2; exit 1; }
	@touch $@

$(VENV)/.site: requirements.txt | $(VENV)/.venv
	@echo "安装生成网站所需的库……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.site
	@echo "安装测试所需的库……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/.bench: requirements-bench.txt $(VENV)/.dev
	@echo "安装量速度所需的库……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

"""The cases of cases/, as tests.

conftest.py collects one test for each variant of each case in place of this
module: pytest/test_cases.py::shut/shut.wr[tcp4]. There is nothing to edit here.
"""

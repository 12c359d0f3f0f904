import kit
import kitdj
from shop.models import Author, Book
from django.test import TestCase


class T(TestCase):
    def test_callbacks(self):
        ¦


import unittest

from django.test.utils import setup_test_environment

setup_test_environment()
kitdj.tables()
result = unittest.TestResult()
unittest.defaultTestLoader.loadTestsFromTestCase(T).run(result)
kit.same((result.testsRun, result.failures, result.errors), (1, [], []))

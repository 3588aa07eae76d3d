package dev.tenon.testkit;

import dev.tenon.graph.api.ApiContract;

class ApiTest implements ApiContract {}

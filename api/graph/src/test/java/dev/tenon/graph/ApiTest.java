package dev.tenon.graph;

import dev.tenon.graph.api.ApiContract;

class ApiTest implements ApiContract {}

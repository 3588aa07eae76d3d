package dev.tenon.processor;

import dev.tenon.graph.api.ApiContract;

class ApiTest implements ApiContract {}

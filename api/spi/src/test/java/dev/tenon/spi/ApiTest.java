package dev.tenon.spi;

import dev.tenon.graph.api.ApiContract;

class ApiTest implements ApiContract {}

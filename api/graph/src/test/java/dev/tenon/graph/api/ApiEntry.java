package dev.tenon.graph.api;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * A line of an API: a type, or a member of one.
 *
 * @param name its name, by which members are sorted
 * @param text it, much as in source code
 * @param status its own status, if it has one
 * @param mentioned the types in its signature
 */
record ApiEntry(String name, String text, Optional<API.Status> status, Set<Class<?>> mentioned) {
  private static ApiEntry of(AnnotatedElement element, String name, String text, Type... types) {
    Set<Class<?>> mentioned = new LinkedHashSet<>();
    Stream.of(types).forEach(type -> collect(type, mentioned));
    return new ApiEntry(
        name,
        deprecation(element) + text.strip().replaceAll(" +", " "),
        Optional.ofNullable(element.getAnnotation(API.class)).map(API::status),
        mentioned);
  }

  private static String deprecation(AnnotatedElement element) {
    Deprecated mark = element.getAnnotation(Deprecated.class);
    return mark == null ? "" : mark.forRemoval() ? "deprecated for removal " : "deprecated ";
  }

  /** Returns the line that begins a type. */
  static ApiEntry header(Class<?> type) {
    List<Type> parents = new ArrayList<>();
    if (type.getGenericSuperclass() != null && !type.isRecord() && !type.isEnum()) {
      parents.add(type.getGenericSuperclass());
    }
    parents.remove(Object.class);
    parents.addAll(List.of(type.getGenericInterfaces()));
    int shown = Modifier.STATIC | Modifier.INTERFACE | Modifier.ABSTRACT | Modifier.FINAL;
    int implied = type.isInterface() || type.isEnum() || type.isRecord() ? shown : Modifier.STATIC;
    String text =
        Modifier.toString(type.getModifiers() & (shown | Modifier.PROTECTED) & ~implied)
            + (type.isSealed() && !type.isEnum() ? " sealed " : " ")
            + kind(type)
            + " "
            + PublicApi.name(type)
            + parameters(type.getTypeParameters())
            + (parents.isEmpty() ? "" : " is " + PublicApi.names(parents.toArray(new Type[0])))
            + (type.isAnnotationPresent(FunctionalInterface.class) ? ", functional" : "");
    return of(type, type.getName(), text, parents.toArray(new Type[0]));
  }

  private static String kind(Class<?> type) {
    return type.isAnnotation()
        ? "annotation"
        : type.isInterface()
            ? "interface"
            : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
  }

  /** Returns the members: components and constants as declared, then the others by name. */
  static List<ApiEntry> members(Class<?> type) {
    List<ApiEntry> first = new ArrayList<>();
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        Type of = component.getGenericType();
        String text = "component " + PublicApi.name(of) + " " + component.getName();
        first.add(of(component, component.getName(), text, of));
      }
    }
    List<ApiEntry> others = new ArrayList<>();
    for (Field field : type.getDeclaredFields()) {
      if (field.isEnumConstant()) {
        first.add(of(field, field.getName(), "constant " + field.getName()));
      } else if (PublicApi.isVisible(field.getModifiers())) {
        others.add(field(field));
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (PublicApi.isVisible(constructor.getModifiers()) && !isCanonical(constructor)) {
        others.add(constructor(constructor));
      }
    }
    methods(type)
        .filter(method -> !isImplied(type, method))
        .map(ApiEntry::method)
        .forEach(others::add);
    others.sort(Comparator.comparing(ApiEntry::name).thenComparing(ApiEntry::text));
    return Stream.concat(first.stream(), others.stream()).toList();
  }

  /** Returns what a type declares, and what it inherits from types that cannot be seen. */
  private static Stream<Method> methods(Class<?> type) {
    Stream<Method> own =
        Arrays.stream(type.getDeclaredMethods())
            .filter(m -> PublicApi.isVisible(m.getModifiers()) && !m.isSynthetic());
    Stream<Class<?>> hidden =
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Stream.of(type.getInterfaces()))
            .filter(parent -> !Modifier.isPublic(parent.getModifiers()));
    return Stream.concat(own, hidden.flatMap(ApiEntry::methods));
  }

  /** Every object has these methods, every record its accessors, and every enum two more. */
  private static boolean isImplied(Class<?> type, Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    boolean ofObject =
        Arrays.stream(Object.class.getDeclaredMethods())
            .anyMatch(
                m ->
                    m.getName().equals(method.getName())
                        && Arrays.equals(m.getParameterTypes(), parameters));
    boolean ofRecord =
        type.isRecord()
            && parameters.length == 0
            && Arrays.stream(type.getRecordComponents())
                .anyMatch(component -> component.getName().equals(method.getName()));
    boolean ofEnum =
        type.isEnum()
            && (method.getName().equals("values") && parameters.length == 0
                || method.getName().equals("valueOf")
                    && Arrays.equals(parameters, new Class<?>[] {String.class}));
    return ofObject || ofRecord || ofEnum;
  }

  private static boolean isCanonical(Constructor<?> constructor) {
    Class<?> type = constructor.getDeclaringClass();
    return type.isRecord()
        && Arrays.equals(
            constructor.getParameterTypes(),
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray());
  }

  private static ApiEntry field(Field field) {
    Type type = field.getGenericType();
    String text =
        modifiers(field.getModifiers())
            + PublicApi.name(type)
            + " "
            + field.getName()
            + constant(field).map(value -> " = " + value).orElse("");
    return of(field, field.getName(), text, type);
  }

  /** Compilers copy such values to where they are used. */
  private static Optional<Object> constant(Field field) {
    boolean isCopied =
        Modifier.isStatic(field.getModifiers())
            && Modifier.isFinal(field.getModifiers())
            && (field.getType().isPrimitive() || field.getType() == String.class);
    if (!isCopied) {
      return Optional.empty();
    }
    field.trySetAccessible();
    try {
      return Optional.of(field.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ApiEntry constructor(Constructor<?> constructor) {
    return of(
        constructor,
        "",
        modifiers(constructor.getModifiers())
            + parameters(constructor.getTypeParameters())
            + " new("
            + parameters(constructor)
            + ")"
            + exceptions(constructor),
        signature(constructor, void.class));
  }

  private static ApiEntry method(Method method) {
    return of(
        method,
        method.getName(),
        (method.isDefault() ? "default " : modifiers(method.getModifiers()))
            + parameters(method.getTypeParameters())
            + " "
            + PublicApi.name(method.getGenericReturnType())
            + " "
            + method.getName()
            + "("
            + parameters(method)
            + ")"
            + exceptions(method),
        signature(method, method.getGenericReturnType()));
  }

  /** All that is listed can be seen, so only what can be seen by heirs alone is marked. */
  private static String modifiers(int modifiers) {
    int shown = Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;
    return Modifier.toString(modifiers & shown) + " ";
  }

  private static String parameters(TypeVariable<?>[] variables) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(v -> v.getName() + bounds(v))
            .collect(joining(", ", "<", ">"));
  }

  private static String bounds(TypeVariable<?> variable) {
    return variable.getBounds()[0] == Object.class
        ? ""
        : Arrays.stream(variable.getBounds())
            .map(PublicApi::name)
            .collect(joining(" & ", " extends ", ""));
  }

  private static String parameters(Executable executable) {
    return Arrays.stream(executable.getParameters())
        .map(ApiEntry::parameter)
        .collect(joining(", "));
  }

  private static String parameter(Parameter parameter) {
    String type = PublicApi.name(parameter.getParameterizedType());
    return (parameter.isVarArgs() ? type.replaceAll("\\[]$", "...") : type)
        + " "
        + parameter.getName();
  }

  private static String exceptions(Executable executable) {
    Type[] thrown = executable.getGenericExceptionTypes();
    return thrown.length == 0 ? "" : " throws " + PublicApi.names(thrown);
  }

  private static Type[] signature(Executable executable, Type result) {
    return Stream.of(
            Stream.of(result),
            Stream.of(executable.getGenericParameterTypes()),
            Stream.of(executable.getGenericExceptionTypes()),
            Stream.of(executable.getTypeParameters()).flatMap(v -> Stream.of(v.getBounds())))
        .flatMap(types -> types)
        .toArray(Type[]::new);
  }

  private static void collect(Type type, Set<Class<?>> into) {
    if (type instanceof Class<?> plain) {
      into.add(plain.isArray() ? plain.getComponentType() : plain);
    } else if (type instanceof ParameterizedType generic) {
      collect(generic.getRawType(), into);
      Stream.of(generic.getActualTypeArguments()).forEach(argument -> collect(argument, into));
    } else if (type instanceof GenericArrayType array) {
      collect(array.getGenericComponentType(), into);
    } else if (type instanceof WildcardType wildcard) {
      Stream.of(wildcard.getUpperBounds()).forEach(bound -> collect(bound, into));
      Stream.of(wildcard.getLowerBounds()).forEach(bound -> collect(bound, into));
    }
  }
}

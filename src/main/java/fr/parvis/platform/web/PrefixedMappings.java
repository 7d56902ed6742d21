package fr.parvis.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Passes over, at the price of one comparison, the mappings whose fixed beginning is not that of the path. Spring tries every mapping
 * with a variable in its path on every request, which with as many as Parvis has was a twelfth of what a request cost.
 */
final class PrefixedMappings extends RequestMappingHandlerMapping {
    private final Map<RequestMappingInfo, String> beginnings = new ConcurrentHashMap<>();

    @Override
    protected @Nullable HandlerMethod lookupHandlerMethod(String lookupPath, HttpServletRequest request)
            throws Exception {
        return super.lookupHandlerMethod(lookupPath, new Looked(request, lookupPath));
    }

    @Override
    protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo info, HttpServletRequest request) {
        return request instanceof Looked looked
                        && !looked.path.startsWith(beginnings.computeIfAbsent(info, PrefixedMappings::beginning))
                ? null
                : super.getMatchingMapping(info, request);
    }

    private static String beginning(RequestMappingInfo info) {
        var patterns = info.getPatternValues();
        var pattern = patterns.size() == 1 ? patterns.iterator().next() : "";
        int end = 0;
        while (end < pattern.length() && "{*?".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        return pattern.substring(0, end);
    }

    /** What every mapping asks of the request, read once through the wrappers of the filters. */
    private static final class Looked extends HttpServletRequestWrapper {
        private final String path;
        private final String method;

        Looked(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
            this.method = request.getMethod();
        }

        @Override
        public String getMethod() {
            return method;
        }
    }
}

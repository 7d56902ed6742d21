package fr.parvis.identity.web;

import fr.parvis.identity.FirstSteps;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** While nobody can sign in, the first pages that anyone opens lead to the set-up. */
@Configuration(proxyBeanMethods = false)
class FirstVisit implements WebMvcConfigurer {
    private final ObjectProvider<FirstSteps> steps;

    FirstVisit(ObjectProvider<FirstSteps> steps) {
        this.steps = steps;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
                            throws IOException {
                        if (!steps.getObject().areOpen()) {
                            return true;
                        }
                        response.sendRedirect(request.getContextPath() + "/premiers-pas");
                        return false;
                    }
                })
                .addPathPatterns("/", "/connexion");
    }
}

package fr.parvis.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a filter or the container refused before any controller saw it: the same words and the same shape as the rest. */
@Controller
class Refusals implements ErrorController {
    @RequestMapping("${server.error.path:/error}")
    void refused(HttpServletRequest request) {
        var failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (failure instanceof Throwable cause) {
            throw new IllegalStateException(cause);
        }
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : HttpStatus.NOT_FOUND;
        if (status == HttpStatus.FORBIDDEN) {
            throw request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof CsrfException
                    ? new ProblemException(HttpStatus.FORBIDDEN, "platform", "form-too-old")
                    : new ProblemException(HttpStatus.FORBIDDEN, "identity", "page-not-allowed");
        }
        if (status == null || status.is5xxServerError()) {
            throw new IllegalStateException("the answer ended with " + status);
        }
        throw Problems.known(status, Problems.address(request));
    }
}

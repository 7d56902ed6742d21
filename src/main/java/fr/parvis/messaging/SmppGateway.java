package fr.parvis.messaging;

import fr.parvis.messaging.sms.SmppAddress;
import fr.parvis.messaging.sms.SmppLink;
import fr.parvis.messaging.sms.SmppReceiver;
import fr.parvis.messaging.sms.SmppRefusal;
import fr.parvis.messaging.sms.SmsText;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Sends SMS through a centre of SMS that speaks SMPP, and hears from it what comes and what has arrived. */
final class SmppGateway implements Gateway {
    private final SmppLink link;

    SmppGateway(String url) {
        this.link = new SmppLink(SmppAddress.of(url));
    }

    @Override
    public NewMessage.Channel channel() {
        return NewMessage.Channel.SMS;
    }

    @Override
    public int pieces(Message message) {
        return text(message).parts().size();
    }

    @Override
    public List<String> send(Message message) throws IOException, Refused {
        try {
            return link.submit(
                    Objects.requireNonNull(message.to()),
                    text(message),
                    message.id().hashCode());
        } catch (SmppRefusal answer) {
            var told = Objects.requireNonNull(answer.getMessage());
            if (answer.isForGood()) {
                throw new Refused(told);
            }
            throw answer.isForNow() ? new Busy(told) : new IOException(told, answer);
        }
    }

    private static SmsText text(Message message) {
        return SmsText.of(Objects.requireNonNull(message.text()));
    }

    @Override
    public void open(SmppReceiver receiver) {
        link.open(receiver);
    }

    @Override
    public void close() {
        link.close();
    }
}

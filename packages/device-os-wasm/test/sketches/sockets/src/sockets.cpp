// TCP and UDP: a small web server, packets that are answered, and a client that fetches by the cloud's wish.

#include "Particle.h"

SYSTEM_THREAD(ENABLED);

const int WEB_PORT = 8080;
const int ECHO_PORT = 7007;

TCPServer server(WEB_PORT);
UDP udp;
int served = 0;

/** Reads up to the empty line and answers the path that was asked for. */
String readRequest(TCPClient &client) {
    String request;
    unsigned long started = millis();
    while (client.connected() && millis() - started < 5000 && !request.endsWith("\r\n\r\n")) {
        if (client.available()) {
            request += (char)client.read();
        } else {
            delay(1);
        }
    }
    int start = request.indexOf(' ');
    int end = request.indexOf(' ', start + 1);
    return start < 0 || end < 0 ? "" : request.substring(start + 1, end);
}

void serve(TCPClient &client) {
    String path = readRequest(client);
    served++;
    String body = String::format("{\"path\":\"%s\",\"served\":%d,\"light\":%d}", path.c_str(), served, (int)analogRead(A0));
    client.print("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n");
    client.printlnf("Content-Length: %u\r\n", body.length());
    client.print(body);
    client.flush();
    client.stop();
}

/** Sends a packet back in capitals. */
void answerPacket() {
    if (udp.parsePacket() <= 0) {
        return;
    }
    String text;
    while (udp.available() > 0) {
        text += (char)udp.read();
    }
    udp.beginPacket(udp.remoteIP(), udp.remotePort());
    udp.write(text.toUpperCase());
    udp.endPacket();
}

/** Sends a line to a port of 127.0.0.1 and publishes what comes back; its argument is `port line`. */
int ask(String argument) {
    TCPClient client;
    if (!client.connect(IPAddress(127, 0, 0, 1), argument.toInt())) {
        return -1;
    }
    client.println(argument.substring(argument.indexOf(' ') + 1));
    client.setTimeout(5000);
    String answer = client.readStringUntil('\n');
    client.stop();
    Particle.publish("answer", answer, PRIVATE);
    return answer.length();
}

void setup() {
    Particle.function("ask", ask);
    Particle.variable("served", served);
    waitUntil(WiFi.ready);
    server.begin();
    udp.begin(ECHO_PORT);
}

void loop() {
    TCPClient client = server.available();
    if (client.connected()) {
        serve(client);
    }
    answerPacket();
}

// A console on USB serial, as one writes it for an Arduino: nothing is declared before it is used.

SYSTEM_MODE(MANUAL)

#define PROMPT "> "

String line = "";
int lampLevel = 0;
boolean echo = false;

void setup() {
  Serial.begin(9600);
  pinMode(D7, OUTPUT);
  pinMode(D3, OUTPUT);
  greet();
}

void loop() {
  while (Serial.available() > 0) {
    char c = Serial.read();
    if (c == '\n' || c == '\r') {
      if (line.length() > 0) handle(line);
      line = "";
    } else {
      line += c;
    }
  }
}

void greet() {
  Serial.print("ready");
  Serial.println();
}

/* The first letter says what to do, the rest with what. */
void handle(String command) {
  command.trim();
  if (echo) {
    Serial.print(PROMPT);
    Serial.println(command);
  }
  String rest = after(command, ' ');
  switch (command.charAt(0)) {
    case 'l': lamp(rest); break;
    case 'a': answer("a0", analogRead(A0)); break;
    case 's': answer("sum", sum(rest)); break;
    case 'x': Serial.println(reversed(rest)); break;
    case 'e':
      echo = !echo;
      answer("echo", echo);
      break;
    case 't':
      Serial.print("up ");
      Serial.print(millis() / 1000.0, 1);
      Serial.println(" s");
      break;
    case 'h':
      Serial.print(rest.toInt(), HEX);
      Serial.print(' ');
      Serial.println(rest.toInt(), BIN);
      break;
    default:
      Serial.println("? " + command);
  }
}

void lamp(String level) {
  if (level.equalsIgnoreCase("on")) lampLevel = 255;
  else if (level.equalsIgnoreCase("off")) lampLevel = 0;
  else lampLevel = constrain(level.toInt(), 0, 255);
  analogWrite(D3, lampLevel);
  digitalWrite(D7, lampLevel > 0 ? HIGH : LOW);
  answer("lamp", lampLevel);
}

void answer(const char *name, int value) {
  Serial.printlnf("%s=%d", name, value);
}

/** What comes after the first separator. */
String after(String text, char separator) {
  int at = text.indexOf(separator);
  if (at < 0) return "";
  return text.substring(at + 1);
}

int sum(String numbers) {
  int total = 0;
  while (numbers.length() > 0) {
    total += numbers.toInt();
    numbers = after(numbers, ',');
  }
  return total;
}

String reversed(String text) {
  String result;
  for (int i = text.length() - 1; i >= 0; i--) result += text[i];
  result.toUpperCase();
  return result;
}

/**
 * Whether an adapter still understands its desk's page. Desks change their pages without notice; better a sentence
 * in the panel than a silence that looks like "nothing to do".
 */
{
  /** Words in a stream without a recognised message: more than "no messages yet" in any language. */
  const SUSPICIOUS_LENGTH = 200;

  /**
   * Every message that the page shows, in its order.
   * @param {Adapter} adapter
   * @param {string} conversation
   * @returns {(Reading & {element: Element})[]}
   */
  bistand.readings = (adapter, conversation) => {
    const elements = adapter.stream(document, conversation)?.querySelectorAll(adapter.messages) ?? [];
    return [...elements].flatMap((element) => {
      const reading = adapter.read(element, document);
      return reading?.text ? [{ ...reading, element }] : [];
    });
  };

  /**
   * @param {Adapter} adapter
   * @returns {SelfTest}
   */
  bistand.test = (adapter) => {
    const conversation = adapter.conversation(new URL(location.href), document);
    const stream = conversation ? adapter.stream(document, conversation) : null;
    const readings = stream ? bistand.readings(adapter, conversation) : [];
    const count = (/** @type {string} */ speaker) => readings.filter((reading) => reading.speaker === speaker).length;
    const isUnread = !readings.length && bistand.textOf(stream).length > SUSPICIOUS_LENGTH;
    return {
      conversation,
      stream: Boolean(stream),
      messages: readings.length,
      customer: count('customer'),
      agent: count('agent'),
      unknown: count(''),
      composer: Boolean(conversation && adapter.composer(document)),
      broken: Boolean(conversation) && (!stream || isUnread || count('') > readings.length / 2),
    };
  };
}

-- SPDX-License-Identifier: GPL-3.0-or-later
-- owner: steward_door
-- What people are told when a payment does not come about.

insert into market.message_template (template, locale, audience, subject, body) values
    ('booking_payment_declined', 'en', 'customer',
        'Your card was declined',
        'Hello {customer}, the payment of {price} for "{listing}" on {starts} was declined, so the time is not held for you any longer. You can book again with another card. Booking {reference}.'),
    ('booking_payment_declined', 'de', 'customer',
        'Ihre Karte wurde abgelehnt',
        'Guten Tag {customer}, die Zahlung von {price} für „{listing}“ am {starts} wurde abgelehnt; der Termin ist daher nicht mehr für Sie reserviert. Sie können mit einer anderen Karte neu buchen. Buchung {reference}.'),
    ('booking_payment_declined', 'es', 'customer',
        'Su tarjeta fue rechazada',
        'Hola, {customer}: el pago de {price} por «{listing}» del {starts} fue rechazado, por lo que ya no le reservamos la hora. Puede reservar de nuevo con otra tarjeta. Reserva {reference}.'),
    ('booking_payment_declined', 'ja', 'customer',
        'カードがご利用いただけませんでした',
        '{customer} 様、{starts} の「{listing}」のお支払い {price} が承認されなかったため、お時間の確保を解除いたしました。別のカードで改めてご予約いただけます。予約番号 {reference}。'),
    ('booking_payment_declined', 'pt', 'customer',
        'O seu cartão foi recusado',
        'Olá, {customer}! O pagamento de {price} por "{listing}" em {starts} foi recusado, por isso o horário deixou de estar reservado. Pode reservar de novo com outro cartão. Reserva {reference}.'),
    ('booking_payment_declined', 'ar', 'customer',
        'رُفضت بطاقتك',
        'مرحبًا {customer}، رُفض دفع {price} عن «{listing}» بتاريخ {starts}، ولذلك لم يعد الموعد محجوزًا لك. يمكنك الحجز من جديد ببطاقة أخرى. رقم الحجز {reference}.')
on conflict (template, locale) do update
set subject = excluded.subject,
    body = excluded.body
where (message_template.subject, message_template.body) is distinct from (excluded.subject, excluded.body);
